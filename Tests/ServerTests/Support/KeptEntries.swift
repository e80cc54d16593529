import Logging
import NIOConcurrencyHelpers

/// Keeps what is logged, with its message.
struct KeptEntries: LogHandler {
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]
    private let kept = NIOLockedValueBox<[[String: String]]>([])

    var lines: [[String: String]] { kept.withLockedValue { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let members = (event.metadata ?? [:]).mapValues(\.description).merging(["message": "\(event.message)"]) { $1 }
        kept.withLockedValue { $0.append(members) }
    }
}

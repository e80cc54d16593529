import FoundationEssentials
import Logging
import Records

/// Writes each log entry as one line of JSON to the standard error stream.
///
/// Lines of several threads don't mix; line breaks inside a value are escaped. A reader that stops stops nobody: see
/// `LogStream`.
package struct JSONLogHandler: LogHandler {
    package var logLevel: Logger.Level = .info
    package var metadata: Logger.Metadata = [:]
    private let label: String

    package init(label: String) { self.label = label }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let now = Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        let all = metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 })
        let line = Self.line(at: now, event.level, label, "\(event.message)", all)
        LogStream.standardError.write(line) { count in
            Self.line(at: now, .warning, label, "log lines were dropped: nobody read them", ["lines": "\(count)"])
        }
    }

    /// One entry with its line break.
    static func line(
        at now: Instant, _ level: Logger.Level, _ label: String, _ message: String, _ metadata: Logger.Metadata
    ) -> [UInt8] {
        var members = metadata.mapValues(json)
        members["time"] = .string(now.description)
        members["level"] = .string(level.rawValue)
        members["logger"] = .string(label)
        members["message"] = .string(message)
        return JSONValue.object(members).bytes() + [UInt8(ascii: "\n")]
    }

    private static func json(_ value: Logger.MetadataValue) -> JSONValue {
        switch value {
        case .string(let text): Int(text).map(JSONValue.integer) ?? .string(text)
        case .stringConvertible(let value): .string(value.description)
        case .array(let items): .array(items.map(json))
        case .dictionary(let members): .object(members.mapValues(json))
        }
    }
}

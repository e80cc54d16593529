import FoundationEssentials
import Provision

/// openapi-spec-validator: where `deploy/test` put it, or on the PATH.
enum Validator {
    static let path: String? = {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["REGISTRY_OPENAPI_VALIDATOR"] { return named }
        return (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/openapi-spec-validator" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// What it says about a file.
    static func run(_ file: String) async throws -> String {
        let ending = try await Command(path ?? "", [file]).run()
        return ending.output + ending.errors
    }
}

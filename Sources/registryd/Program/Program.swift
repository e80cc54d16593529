import ArgumentParser
import Glibc
import Postgres
import Provision
import Records

/// One run of `registryd`, from its words to its exit code: 0 done, 1 not done, 64 wrong usage.
enum Program {
    static func run(_ arguments: [String]) async -> Int32 {
        if let complaint = UnknownWord.complaint(arguments) {
            complain(complaint)
            return 64
        }
        do {
            var command = try Registryd.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return 0
        } catch {
            return explain(error)
        }
    }

    private static func explain(_ error: any Error) -> Int32 {
        switch error {
        case let refusal as Refusal: return tell(refusal.lines)
        case let refusal as ProvisionRefusal: return tell([refusal.message])
        case let error as PostgresError:
            return tell(["PostgreSQL: \(error.message)\(error.sqlstate.map { " [\($0)]" } ?? "")"])
        default: return explainParsing(error)
        }
    }

    /// Help comes as an error too; what is no error of the parser is told as it is.
    private static func explainParsing(_ error: any Error) -> Int32 {
        let code = Registryd.exitCode(for: error).rawValue
        let text = Registryd.fullMessage(for: error)
        if code == 0 { say(text) } else if !text.isEmpty { complain(text) }
        return code
    }

    private static func tell(_ lines: [String]) -> Int32 {
        complain("error: " + lines.joined(separator: "\n  "))
        return 1
    }

    private static func complain(_ text: String) { write(text + "\n", to: STDERR_FILENO) }
}

/// Writes a line to standard output at once, also into a pipe.
func say(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

/// Writes all of `text`; stops quietly when nobody reads any more.
private func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 || errno == EINTR else { return }
        rest = rest.dropFirst(max(0, count))
    }
}

extension Refusal {
    /// What did not happen, why, each field, and the next step.
    var lines: [String] {
        [message] + [detail].compactMap { $0 }
            + problems.filter { $0.detail != message }.map { "\($0.pointer): \($0.detail)" }
            + [hint].compactMap { $0 }
    }
}

import Glibc

/// The environment variables of this process.
package enum ProgramEnvironment {
    /// The value of `name`; nil when it is absent or empty.
    package static func value(_ name: String) -> String? {
        guard let text = getenv(name) else { return nil }
        let value = String(cString: text)
        return value.isEmpty ? nil : value
    }

    /// Everything but `PG…` (which would send PostgreSQL's programs elsewhere) and the language of messages.
    static func forPostgres() -> [String] {
        var kept: [String] = ["LC_ALL=C.UTF-8"]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if !text.hasPrefix("PG"), !text.hasPrefix("LC_"), !text.hasPrefix("LANG") { kept.append(text) }
            next += 1
        }
        return kept
    }
}

import Glibc

/// Runs pgbench with one script and reads its rate.
struct PgbenchRun {
    /// pgbench gave no rate.
    struct Failure: Error { let output: String }

    let pgbench: String
    let connection: String
    let script: String

    func measure(clients: Int, seconds: Int) throws -> Measurement {
        let cpu = cpuSeconds(.endedChildren)
        let output = try readAll(
            """
            '\(pgbench)' -M prepared -n -c \(clients) -j \(min(clients, 2)) -T \(seconds) -f - "\(connection)" <<'EOF' 2>&1
            \(script)
            EOF
            """)
        let used = cpuSeconds(.endedChildren) - cpu
        guard let rate = number(after: "tps = ", in: output),
            let count = number(after: "number of transactions actually processed: ", in: output)
        else { throw Failure(output: output) }
        return Measurement(rate: rate, cpuMicroseconds: used * 1e6 / count, p99: 0)
    }

    private func readAll(_ command: String) throws -> String {
        guard let pipe = popen(command, "r") else { throw Failure(output: "popen failed") }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = fread(&buffer, 1, buffer.count, pipe)
            if count == 0 { break }
            output += buffer[..<count]
        }
        pclose(pipe)
        return String(decoding: output, as: UTF8.self)
    }

    private func number(after label: String, in text: String) -> Double? {
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(label) }) else { return nil }
        return Double(line.dropFirst(label.count).prefix { $0.isNumber || $0 == "." })
    }
}

/// Turns `--json=a,b` into words that the argument parser knows (it has no options whose value may be left out).
enum JSONFlag {
    static func spelledOut(_ arguments: [String]) -> [String] {
        arguments.flatMap { word -> [String] in
            guard word.hasPrefix("--json=") else { return [word] }
            return ["--json", "--fields", String(word.dropFirst("--json=".count))]
        }
    }
}

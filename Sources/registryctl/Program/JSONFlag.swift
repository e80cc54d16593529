/// Turns `--json=a,b` into words that the argument parser knows (it has no options whose value may be left out).
enum JSONFlag {
    static func spelledOut(_ arguments: [String]) -> [String] {
        arguments.flatMap { word -> [String] in
            guard word.hasPrefix("--json=") else { return [word] }
            return ["--json", "--fields", String(word.dropFirst("--json=".count))]
        }
    }

    /// The words as a person types them: the other way round.
    static func typed(_ arguments: [String]) -> [String] {
        arguments.reduce(into: []) { words, word in
            if words.suffix(2) == ["--json", "--fields"] {
                words.removeLast(2)
                words.append("--json=\(word)")
            } else {
                words.append(word)
            }
        }
    }
}

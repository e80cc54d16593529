/// The same command again, changed in one place: what a failure can offer to paste.
enum Rerun: Equatable, Sendable {
    case appending([String])
    case replacing(String, with: String)
    /// Two options change places; their values stay.
    case swapping(String, String)

    func command(_ arguments: [String]) -> String {
        let words: [String]
        switch self {
        case .appending(let more): words = Self.without(more.first, arguments) + more
        case .replacing(let old, let new):
            words = arguments.map { word in
                if word.hasSuffix("=" + old) { return word.dropLast(old.count) + new }
                return Self.renamed(word, old, new) ?? word
            }
        case .swapping(let one, let other):
            words = arguments.map { Self.renamed($0, one, other) ?? Self.renamed($0, other, one) ?? $0 }
        }
        return (["registryctl"] + JSONFlag.typed(words).map(Self.quoted)).joined(separator: " ")
    }

    /// The arguments without an earlier value of the option.
    private static func without(_ option: String?, _ arguments: [String]) -> [String] {
        guard let option, let place = arguments.firstIndex(of: option) else { return arguments }
        return Array(arguments[..<place] + arguments.dropFirst(place + 2))
    }

    /// `--old` and `--old=value` under the new name, nil for other words.
    private static func renamed(_ word: String, _ old: String, _ new: String) -> String? {
        word == old || word.hasPrefix(old + "=") ? new + word.dropFirst(old.count) : nil
    }

    /// As a shell takes it.
    static func quoted(_ word: String) -> String {
        let plain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=,@%+".contains($0)) }
        guard !plain || word.isEmpty else { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

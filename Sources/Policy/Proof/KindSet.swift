/// A set of kinds of earlier violation, by their numbers.
struct KindSet: Hashable {
    private(set) var words: [UInt64]

    /// - Parameter count: how many kinds there are.
    init(_ count: Int) { words = Array(repeating: 0, count: Self.words(count)) }

    /// How many words hold a set of `count` kinds.
    static func words(_ count: Int) -> Int { (count + 63) / 64 }

    func contains(_ kind: Int) -> Bool { words[kind / 64] & (1 << UInt64(kind % 64)) != 0 }

    mutating func insert(_ kind: Int) { words[kind / 64] |= 1 << UInt64(kind % 64) }

    func union(_ other: Self) -> Self {
        var all = self
        for index in words.indices { all.words[index] |= other.words[index] }
        return all
    }

    func isSubset(of other: Self) -> Bool { zip(words, other.words).allSatisfy { $0 & ~$1 == 0 } }

    /// The same set where each kind has another number.
    func renumbered(_ numbers: [Int]) -> Self {
        var set = Self(numbers.count)
        for (new, old) in numbers.enumerated() where contains(old) { set.insert(new) }
        return set
    }
}

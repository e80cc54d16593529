/// How much one file may hold: more than any law needs, and little enough that no text keeps the reader busy for long.
enum TextLimits {
    /// Values, counted as if each alias were written out.
    static let values = 50_000
    /// Bytes of all those values.
    static let bytes = 4 << 20
    /// Lists and mappings within one another.
    static let depth = 40
    /// Entries of one mapping, such as the criteria or the ladders of a pack, with those that it inherits.
    static let entries = 1_000
    /// Items of one list of facts, such as the history of an example.
    static let facts = 500
    static let examples = 2_000
    /// Problems that are told; of the others only the number is.
    static let problems = 200
}

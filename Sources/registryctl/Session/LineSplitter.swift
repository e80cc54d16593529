/// Cuts a stream of bytes into its lines, whatever the pieces in which it comes.
struct LineSplitter {
    private var rest: [UInt8] = []

    /// The lines that are whole with this piece, without their ends.
    mutating func lines(in piece: [UInt8]) -> [[UInt8]] {
        rest += piece
        var lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        rest = lines.removeLast()
        return lines
    }
}

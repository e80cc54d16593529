/// The canonical text of a pool. The same pool has the same bytes, whoever writes it:
///
/// ```
/// tolerance-registry/draw-pool/v2
/// D-2026-0001              the name of the draw
/// 5d0c…                    its secret, 64 small hexadecimal digits
/// 3                        how many members, and one a line, sorted by their bytes
/// 1f0c…
/// 88ab…
/// c2d4…
/// 1                        how many slots; for each its name, its seats, how many are barred, and those, one a line
/// 0363-001-Z 2 1
/// 88ab…
/// ```
///
/// ASCII; every line ends with one line feed, also the last; numbers are plain, one blank stands between the parts.
extension DrawPool {
    package static let form = "tolerance-registry/draw-pool/v2"

    package var text: String {
        var lines = [Self.form, id, Self.hex(secret), "\(members.count)"] + members + ["\(slots.count)"]
        for slot in slots { lines += ["\(slot.id) \(slot.seats) \(slot.barred.count)"] + slot.barred }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The pool that a text states.
    /// - Throws: also where another text would state the same pool.
    package init(text: String) throws(DrawProblem) {
        var lines = DrawLines(text)
        guard try lines.next() == Self.form else { throw .line(1) }
        let id = try lines.next()
        guard let secret = TreeHash(hexadecimal: try lines.next())?.bytes else { throw .line(3) }
        let members = try lines.several(try lines.count())
        var slots: [DrawSlot] = []
        for _ in 0..<(try lines.count()) {
            let parts = try lines.next().split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 3, let seats = Int(parts[1]), let barred = Int(parts[2]), barred >= 0 else {
                throw .line(lines.read)
            }
            slots.append(DrawSlot(id: String(parts[0]), seats: seats, barred: try lines.several(barred)))
        }
        try self.init(id: id, secret: secret, members: members, slots: slots)
        if let other = lines.firstThatDiffers(from: self.text) { throw .line(other) }
    }
}

/// Reads the lines of a pool one after the other.
private struct DrawLines {
    private let lines: [Substring]
    /// How many were read.
    private(set) var read = 0

    init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

    mutating func next() throws(DrawProblem) -> String {
        read += 1
        guard read <= lines.count else { throw .line(read) }
        return String(lines[read - 1])
    }

    mutating func count() throws(DrawProblem) -> Int {
        guard let count = Int(try next()), (0...lines.count).contains(count) else { throw .line(read) }
        return count
    }

    mutating func several(_ count: Int) throws(DrawProblem) -> [String] {
        guard count <= lines.count else { throw .line(read) }
        var found: [String] = []
        for _ in 0..<count { found.append(try next()) }
        return found
    }

    /// The first line at which the text is not the canonical one.
    func firstThatDiffers(from text: String) -> Int? {
        let canonical = text.split(separator: "\n", omittingEmptySubsequences: false)
        if let place = zip(lines, canonical).firstIndex(where: { $0 != $1 }) { return place + 1 }
        return lines.count == canonical.count ? nil : min(lines.count, canonical.count) + 1
    }
}

extension Zip2Sequence where Sequence1 == [Substring], Sequence2 == [Substring] {
    fileprivate func firstIndex(where differs: (Substring, Substring) -> Bool) -> Int? {
        for (place, pair) in enumerated() where differs(pair.0, pair.1) { return place }
        return nil
    }
}

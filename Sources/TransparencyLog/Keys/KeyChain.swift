/// The keys of a log in the order in which they followed one another, and from which size of the log on each has to sign.
package struct KeyChain: Sendable {
    /// An announcement that stands in the log.
    package struct Announced: Hashable, Sendable {
        /// Of its entry.
        package let index: UInt64
        package let handover: KeyHandover

        package init(index: UInt64, handover: KeyHandover) {
            self.index = index
            self.handover = handover
        }
    }

    /// The key, and the smallest head that it has to sign.
    package struct Term: Hashable, Sendable {
        package let key: VerifierKey
        package let from: UInt64
    }

    /// The first key has to sign from the beginning; empty where no key was ever handed over.
    package private(set) var terms: [Term] = []
    /// Announcements that no key in force has signed: they hand over nothing.
    package private(set) var void: [Announced] = []

    /// - Parameters:
    ///   - announced: in the order of the log.
    ///   - trusted: one of these has to be in the chain: anybody can make up two keys, and hand over from the one to the other.
    package init(_ announced: [Announced], anchoredIn trusted: [VerifierKey]) {
        for (place, one) in announced.enumerated() {
            let handover = one.handover
            let follows =
                terms.last.map { $0.key == handover.old }
                ?? Self.leads(from: handover.old, to: trusted, by: announced[place...])
            guard follows, handover.isSigned, !terms.contains(where: { $0.key == handover.new }) else {
                void.append(one)
                continue
            }
            if terms.isEmpty { terms.append(Term(key: handover.old, from: 0)) }
            terms.append(Term(key: handover.new, from: one.index + 1))
        }
    }

    /// Whether the key is one of these, or is handed over to one of them.
    private static func leads(from key: VerifierKey, to trusted: [VerifierKey], by announced: ArraySlice<Announced>)
        -> Bool
    {
        var reached = [key]
        for one in announced where one.handover.isSigned && reached.contains(one.handover.old) {
            reached.append(one.handover.new)
        }
        return reached.contains { trusted.contains($0) }
    }

    /// Whose signature a head of this size needs; nil where no key was ever handed over.
    package func key(ofSize size: UInt64) -> VerifierKey? { terms.last { $0.from <= size }?.key }

    /// The keys of the chain that follow from the ones that are trusted: later ones, since each has signed for the next; and earlier
    /// ones where a head of the trusted key covers the entry in which it was announced.
    /// - Parameter notes: heads of the log.
    func followed(from trusted: [VerifierKey], _ notes: [SignedNote]) -> [VerifierKey] {
        guard let place = terms.firstIndex(where: { trusted.contains($0.key) }) else { return [] }
        let term = terms[place]
        let covers = notes.contains { note in
            guard let head = Checkpoint(text: note.text), head.size >= term.from else { return false }
            return note.verify(with: [term.key]) == .signed([term.key])
        }
        return terms[(covers ? 0 : place)...].map(\.key)
    }
}

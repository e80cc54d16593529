/// The known word that is at most a third of its letters away from `word`, for "did you mean".
func nearest(to word: String, in known: [String]) -> String? {
    if let same = known.first(where: { $0.lowercased() == word.lowercased() }) { return same }
    if let other = otherWords[word.lowercased()], known.contains(other) { return other }
    if let part = known.first(where: { $0.count > 3 && word.lowercased().contains($0) }) { return part }
    // The distance to very many words, or to very long ones, takes too long for a hint.
    let ranked = known.filter { $0.utf8.count <= 64 }.prefix(100).map { (distance(word, $0), $0) }.sorted { $0 < $1 }
    guard let (edits, best) = ranked.first, edits <= max(1, best.count / 3) else { return nil }
    // Another letter altogether is near to nothing.
    guard edits < max(word.count, best.count) else { return nil }
    return best
}

/// Words of other codes and languages for the kinds of measure (glossary), and plain words for those of a pack.
private let otherWords = [
    "revocation": "withdrawal", "cancellation": "withdrawal", "cancelation": "withdrawal", "intrekking": "withdrawal",
    "entzug": "withdrawal", "penalty": "fine", "boete": "fine", "busse": "fine", "bußgeld": "fine",
    "sluiting": "closure", "schließung": "closure", "schorsing": "suspension", "aussetzung": "suspension",
    "waarschuwing": "warning", "verwarnung": "warning",
    "maximum": "at_most", "max": "at_most", "most": "at_most", "minimum": "at_least", "min": "at_least",
    "least": "at_least", "seen": "V", "verified": "V", "secondary": "S", "recalled": "R",
]

extension ProblemList {
    /// "Did you mean", where a known word is near and the problem is told at all.
    func hint(for word: String, in known: [String]) -> String? {
        isFull ? nil : nearest(to: word, in: known).map { "Did you mean \"\($0)\"?" }
    }
}

/// How many known words a message lists.
let listed = 60

/// The words that could have been meant, as a sentence.
func listing(_ known: [String]) -> String {
    guard !known.isEmpty else { return "The pack has none." }
    let more = known.count > listed ? " and \(known.count - listed) more" : ""
    return "Known: \(known.prefix(listed).joined(separator: ", "))\(more)."
}

/// Levenshtein's distance, where swapping two neighbours counts as one edit.
private func distance(_ left: String, _ right: String) -> Int {
    let (first, second) = (Array(left.prefix(64)), Array(right))
    var rows = [Array(0...second.count)]
    for i in first.indices {
        var row = [i + 1]
        for j in second.indices {
            var edits = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (first[i] == second[j] ? 0 : 1))
            if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
                edits = min(edits, rows[i - 1][j - 1] + 1)
            }
            row.append(edits)
        }
        rows.append(row)
    }
    return rows[first.count][second.count]
}

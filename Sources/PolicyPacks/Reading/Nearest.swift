/// The known word that is at most a third of its letters away from `word`, for "did you mean".
func nearest(to word: String, in known: [String]) -> String? {
    let ranked = known.map { (distance(word, $0), $0) }.sorted { $0 < $1 }
    guard let (edits, best) = ranked.first, edits <= max(1, best.count / 3) else { return nil }
    return best
}

/// The words that could have been meant, as a sentence.
func listing(_ known: [String]) -> String {
    known.isEmpty ? "The pack has none." : "Known: \(known.joined(separator: ", "))."
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

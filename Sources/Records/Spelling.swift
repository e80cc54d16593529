/// Finds the word that somebody probably meant.
package enum Spelling {
    /// The known word that is closest to `word`, or nil when none is close: at most one edit in three characters.
    ///
    /// Of two that are equally close the first in `known` is given. Case doesn't count as a difference.
    package static func closest(to word: String, among known: [String]) -> String? {
        guard word.count <= 60 else { return nil }
        let written = Array(word.lowercased())
        let allowed = max(1, written.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in known {
            let distance = distance(written, Array(candidate.lowercased()))
            if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// Levenshtein's distance where a swap of two neighbours counts as one edit.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 1...right.count {
                let cost = left[row - 1] == right[column - 1] ? 0 : 1
                var edits = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    edits = min(edits, beforeLast[column - 2] + 1)
                }
                current.append(edits)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}

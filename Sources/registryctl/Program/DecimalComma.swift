/// A number whose fraction stands behind a comma, as most of Europe writes it.
enum DecimalComma {
    /// `6.2g` for `6,2g`, and `1234.5g` for `1.234,5g` or `1,234.5g`; nil where there is no such comma.
    static func mended(_ text: String) -> String? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let before = parts[0].last, let after = parts[1].first, before.isNumber, after.isNumber
        else { return nil }
        if let dot = parts[1].firstIndex(of: ".") {
            return parts[1].distance(from: parts[1].startIndex, to: dot) == 3 ? parts[0] + parts[1] : nil
        }
        let groups = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard groups.dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(\.isNumber) }) else { return nil }
        return groups.joined() + "." + parts[1]
    }
}

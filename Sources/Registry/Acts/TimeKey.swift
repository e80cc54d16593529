import Records

/// The place of a row in a list by time, from the text of its sort key: `2026-11-23 20:00:00+00|01936f2e-…`.
struct TimeKey {
    /// As PostgreSQL wrote it, in UTC.
    var time: String
    var id: String

    init?(_ text: String) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let id = UUIDText(parts[1]), parts[0].hasSuffix("+00"),
            Instant(text: parts[0].dropLast(3).replacing(" ", with: "T") + "Z") != nil
        else { return nil }
        time = parts[0]
        self.id = id.text
    }
}

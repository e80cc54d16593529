import Policy
import Records

extension Session {
    /// Says of which moment an answer is: above the card or the table for people, beside the result in machine forms.
    func tellPast(_ answer: JSONValue, _ printer: Printer) throws {
        guard let sentence = past(answer) else { return }
        guard printer.resolved == .table else { return say(sentence) }
        let lines = TextWidth.wrapped(sentence, to: printer.terminal.width, indent: 2)
        try StandardOutput.write(lines.map { $0 + "\n" }.joined())
    }

    /// "As of 2026-03-03, by what had been recorded by 2026-03-03 14:00 (2026-03-03T13:00:00Z)."; nil of an answer of now.
    private func past(_ answer: JSONValue) -> String? {
        guard let past = answer["past"], let text = past["knownAt"]?.text, let knownAt = Instant(text: text) else {
            return nil
        }
        let (day, time) = clock.parts(of: knownAt)
        let known = "by what had been recorded by \(day) \(time) (\(text))."
        return past["asOf"]?.text.map { "As of \($0), \(known)" } ?? "As it stood, \(known)"
    }
}

extension JSONValue {
    /// The record for people: of an outlet that is tolerated from a later day than the one asked, that stands in the place of
    /// "active". The outlet is shown all the same: nobody knows since when it has been there.
    func toleratedLater(_ past: JSONValue?) -> JSONValue {
        guard case .object(var members) = self, members["status"]?.text == "active",
            let asked = past?["asOf"]?.text.flatMap({ LocalDate($0) }),
            let first = members["toleratedFrom"]?.text.flatMap({ LocalDate($0) }), asked < first
        else { return self }
        members["status"] = .string("tolerated from \(first) only")
        return .object(members)
    }
}

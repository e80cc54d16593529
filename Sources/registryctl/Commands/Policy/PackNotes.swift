import Policy
import Records

/// What whoever proposes, activates or ends a version of a pack should know, beside what is done.
struct PackNotes {
    let pack: JSONValue
    let today: LocalDate

    /// In sentences; none where there is nothing to know.
    var all: [String] {
        (end == nil ? [withoutExamples, ownEnd, otherPacks] : []).compactMap(\.self) + judgedOtherwise
    }

    /// The day from which the pack governs no more, signed or proposed.
    private var end: String? { pack["endsOn"]?.text ?? pack["endProposedDay"]?.text }

    private var name: String { "\(pack["id"]?.text ?? "") \(pack["version"]?.text ?? "")" }

    private var withoutExamples: String? {
        guard let report = pack["report"], report != .null, report["examples"]?.wholeNumber == 0 else { return nil }
        return "Warning: \(name) has no examples, so nothing shows that it says what its source says."
    }

    /// The last day on which the rules hold, as their own text says.
    private var ownEnd: String? {
        guard let through = pack["rulesThrough"]?.text.flatMap({ LocalDate($0) }) else { return nil }
        return "The rules of \(name) hold through \(through), as its text says; after that day it governs no more."
    }

    private var otherPacks: String? {
        let replaced = names("replaces")
        let beside = names("beside")
        let ends =
            replaced.isEmpty ? nil : "It replaces \(replaced), of which no version governs from its first day on."
        let reason = (pack["besideReason"]?.text ?? "").replacing("\n", with: " ")
        let two =
            beside.isEmpty
            ? nil : "It judges beside \(beside), so that one violation gets two measures. The reason: \(reason)"
        let said = [ends, two].compactMap(\.self)
        return said.isEmpty ? nil : said.joined(separator: "\n")
    }

    /// Nothing is judged again by itself, so whoever names a day in the past is told what that day leaves behind.
    private var judgedOtherwise: [String] {
        guard let count = pack["judgedOtherwise"]?.wholeNumber,
            let day = (end ?? pack["validFrom"]?.text).flatMap({ LocalDate($0) }), day <= today
        else { return [] }
        let by = end == nil ? "by another version or by none" : "by it"
        guard count > 0 else { return day < today ? ["No inspection since \(day) was judged \(by)."] : [] }
        let many = count == 1 ? "1 inspection since \(day) was" : "\(count) inspections since \(day) were"
        let options = PackOptions(pack: pack["id"]?.text ?? "", version: pack["version"]?.text ?? "")
        return [
            "\(many) judged \(by). What was recommended stays as it is; nothing is judged again by itself.",
            "List: \(options.command("inspections"))",
        ]
    }

    private func names(_ member: String) -> String {
        (pack[member]?.items ?? []).compactMap(\.text).joined(separator: " and ")
    }
}

extension Session {
    /// Says what there is to know about a version of a pack.
    func note(_ pack: JSONValue) {
        for sentence in PackNotes(pack: pack, today: clock.today).all { say(sentence) }
    }
}

import Records

extension Subject {
    /// The answers that a kind of record is read from; empty for what is made here and not by the server.
    var shapes: [RecordShape] {
        switch one {
        case "outlet": [.outletInList, .outlet]
        case "event": [.event]
        case "party": [.partyInList, .party]
        case "role": [.partyRole]
        case "licence": [.licenceInList, .licence]
        case "inspection": [.inspectionInList, .inspection, .loggedInspection]
        case "consequence": [.consequence]
        case "nuisance report": [.nuisanceReportInList, .nuisanceReport]
        case "request for a contact": [.unsealing]
        case "contact key": [.contactKey]
        case "attachment": [.attachment]
        case "evidence file": [.evidence]
        case "case": [.caseInList, .caseFile]
        case "recommendation": [.recommendation]
        case "decision": [.decision]
        case "action": [.actionInList, .action]
        case "person": [.person]
        case "deputyship": [.deputy]
        case "conflict of interest": [.conflict]
        case "signal": [.signals]
        case "draw": [.drawInList, .draw]
        case "assignment": [.assignment]
        case "back-check": [.backCheck]
        case "role of a person": [.personRoles]
        case "token": [.token]
        case "credential": [.credential]
        case "account": [.me]
        case "duty": [.duty]
        case "policy pack": [.policyPackInList, .policyPack]
        case "built-in pack": [.builtInPack]
        case "report": [.packReport]
        case "import": [.importReport]
        case "file": [.historyReport]
        case "figure": Indicator.allCases.map(RecordShape.figures)
        default: []
        }
    }

    /// The names that JSON can be cut down to: members of the answers, and columns that are put together here.
    var fieldNames: [String] {
        let members = shapes.flatMap(\.members).map(\.name)
        return (columns.map(\.name) + members).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// - Throws: `Failure` for a field of JSON that no such record has.
    func checkFields(_ asked: String) throws(Failure) {
        let names = OutputOptions.names(asked) ?? []
        for name in names where !hasField(name) {
            let mended = Spelling.closest(to: name, among: fieldNames).map { closest in
                names.map { $0 == name ? closest : $0 }.joined(separator: ",")
            }
            throw Failure(
                .usage, "usage", "\(many) have no field \"\(name)\".",
                why: ["There are: \(fieldNames.joined(separator: ", "))."],
                rerun: mended.map { .replacing(asked, with: $0) })
        }
    }

    private func hasField(_ path: String) -> Bool {
        if columns.contains(where: { $0.name == path }) { return true }
        let names = path.split(separator: ".").map(String.init)[...]
        return shapes.contains { Self.leads(names, in: $0.members) || Self.leads(names, in: Self.rows(of: $0)) }
    }

    /// The members of an indicator's rows: JSON Lines has a row on each line.
    private static func rows(of shape: RecordShape) -> [RecordShape.Member] {
        guard case .list(.object(let members))? = shape.members.first(where: { $0.name == "rows" })?.kind else {
            return []
        }
        return members
    }

    /// Whether the names lead from member to member; what lies below an open object is not known.
    private static func leads(_ names: ArraySlice<String>, in members: [RecordShape.Member]) -> Bool {
        guard let name = names.first, let member = members.first(where: { $0.name == name }) else { return false }
        if names.count == 1 { return true }
        switch member.kind {
        case .open: return true
        case .object(let inner): return leads(names.dropFirst(), in: inner)
        default: return false
        }
    }
}

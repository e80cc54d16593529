import Records

extension Subject {
    /// Premises, their roles and what happened there.
    static let outlet = Subject(
        one: "outlet", many: "outlets", command: "outlet",
        columns: [
            Column("reference", "reference"), Column("status", "status", .words), Column("kind", "kind", .words),
            Column("name", "name"), Column("address", "address", compose: AddressLine.of),
            Column("toleratedFrom", "tolerated from", .day, isDetail: true),
            Column("street", "street", isDetail: true), Column("houseNumber", "number", isDetail: true),
            Column("houseNumberSuffix", "suffix", isDetail: true), Column("postcode", "postcode", isDetail: true),
            Column("locality", "locality", isDetail: true),
            Column("longitude", "longitude", .number, isDetail: true),
            Column("latitude", "latitude", .number, isDetail: true),
            Column("version", "version", .number, isDetail: true),
        ],
        card: [
            Column("reference", "reference"), Column("name", "name"), Column("kind", "kind", .words),
            Column("status", "status", .words), Column("address", "address", compose: AddressLine.of),
            Column("place", "place", compose: place), Column("toleratedFrom", "tolerated from", .day),
            Column("openingHours", "opening hours", compose: OpeningHoursText.shown),
            Column("licence.reference", "licence"), Column("licence.standing", "licence standing", .words),
            Column("licence.endsOn", "licence ends", .day),
            Column("withdrawnLicence", "licence", compose: withdrawnLicence),
            Column("nextLicence.reference", "next licence"),
            Column("nextLicence.validFrom", "next licence from", .day),
            Column("running", "measure running", compose: running),
            Column("openCase", "open case"), Column("nuisanceReports", "nuisance reports", compose: nuisanceReports),
            Column("earlierRecords", "earlier records", compose: earlierRecords),
            Column("source", "source"), Column("version", "version"), Column("changedAt", "changed", .time),
        ],
        sections: [
            Section(
                heading: "roles", member: "roles",
                columns: [
                    Column("id", "id", .number), Column("role", "role", .words), Column("party", "party"),
                    Column("name", "name"), Column("share", "share", .number), Column("validFrom", "from", .day),
                ]),
            Section(
                heading: "former operators", member: "formerOperators",
                columns: [
                    Column("party", "party"), Column("name", "name"), Column("validFrom", "from", .day),
                    Column("endsOn", "until", .day),
                ]),
            Section(
                heading: "last inspections", member: "lastInspections",
                columns: [
                    Column("reference", "reference"), Column("day", "day", .day), Column("kind", "kind", .words),
                    Column("outcome", "outcome", .words), Column("failed", "failed", .list),
                    Column("voided", "voided", .flag, compose: isVoided),
                ]),
            Section(
                heading: "last earlier records", member: "lastEarlierRecords",
                columns: [
                    Column("day", "day", .day), Column("caseNumber", "case"), Column("criterion", "criterion"),
                    Column("standing", "standing", .words), Column("measure", "measure", .words),
                ]),
        ])

    static let timeline = Subject(
        one: "event", many: "events", command: "outlet",
        columns: [
            Column("at", "at", .time), Column("day", "day", .day), Column("object", "object", .words),
            Column("reference", "reference"), Column("what", "what", .words, isKept: true),
            Column("was", "was", .words, isDetail: true),
            Column("became", "became", .words, isDetail: true), Column("reason", "reason"),
            Column("by", "by", isKept: true),
        ])

    /// "operator P-2026-0004 is Koffie BV": whose role began or ended, by name; nil for what is no role.
    static func partyNamed(_ event: JSONValue) -> String? {
        guard event["object"]?.text == "party_role", let reference = event["reference"]?.text,
            let name = (event["became"] ?? .null).text ?? (event["was"] ?? .null).text
        else { return nil }
        return "\(reference) is \(name)"
    }

    /// "I-2026-0003 J was fail and became pass: It was misread. (Selin Bakker)", whole, for below a table, which would cut
    /// it; nil for what is no correction.
    static func correction(_ event: JSONValue) -> String? {
        guard let was = event["was"]?.text, let became = event["became"]?.text else { return nil }
        return "\(event["reference"]?.text ?? "") was \(was.spoken) and became \(became.spoken): "
            + "\(event["reason"]?.text ?? "") (\(event["by"]?.text ?? ""))"
    }

    /// "closure until 2026-12-26 (A-2026-0017)", each measure that was issued and whose days are running.
    @Sendable private static func running(_ outlet: JSONValue) -> JSONValue {
        let measures = (outlet["running"]?.items ?? []).map { measure in
            let end = measure["endsOn"]?.text.map { " until \($0)" } ?? ""
            return "\(measure["kind"]?.text?.spoken ?? "")\(end) (\(measure["action"]?.text ?? ""))"
        }
        return measures.isEmpty ? .null : .string(measures.joined(separator: "; "))
    }

    /// "L-2026-0009, withdrawn until 2026-12-03"; null where the last licence is not withdrawn.
    @Sendable private static func withdrawnLicence(_ outlet: JSONValue) -> JSONValue {
        guard let licence = outlet["withdrawnLicence"], let reference = licence["reference"]?.text else { return .null }
        let until = licence["withdrawnUntil"]?.text.map { " until \($0)" }
        return .string("\(reference), withdrawn\(until ?? " from \(licence["withdrawnFrom"]?.text ?? "") on")")
    }

    /// "3: registryctl nuisance list --outlet 0363-042-J"; null where there is none.
    @Sendable private static func nuisanceReports(_ outlet: JSONValue) -> JSONValue {
        guard let count = outlet["nuisanceReports"]?.wholeNumber, count > 0 else { return .null }
        return .string("\(count): registryctl nuisance list --outlet \(outlet["reference"]?.text ?? "")")
    }

    /// What a former system has of it, more than the last ones that stand below.
    @Sendable private static func earlierRecords(_ outlet: JSONValue) -> JSONValue {
        guard let count = outlet["earlierRecords"]?.wholeNumber, count > 0 else { return .null }
        return .string("\(count) of the former system")
    }

    @Sendable private static func place(_ outlet: JSONValue) -> JSONValue {
        guard let longitude = outlet["longitude"]?.double, let latitude = outlet["latitude"]?.double else {
            return .null
        }
        return .string("\(longitude) east, \(latitude) north")
    }
}

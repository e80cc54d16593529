extension NewInspection {
    /// Reads the body of an inspection. What the policy packs say about its findings is checked where they are known.
    package init(_ fields: inout Fields) {
        outlet = fields.outletReference("outlet")
        kind = fields.choice("kind", of: InspectionKind.self)
        outcome = fields.choice("outcome", of: InspectionOutcome.self)
        startedAt = fields.instant("startedAt")
        endedAt = fields.optionalInstant("endedAt")
        deviceTime = fields.optionalInstant("deviceTime")
        secondInspector = fields.optionalText("secondInspector", max: 63)
        note = fields.optionalText("note", max: 4000, lines: .many)
        findings = fields.objects("findings", max: NewInspection.maximumFindings) { NewFinding(&$0) }
        if let lead = endsBeforeItStarts {
            fields.note("endedAt", "out_of_order", "\"endedAt\" is \(lead) before \"startedAt\".")
        }
    }

    /// How long the end lies before the start, such as "65 minutes", the same in every time zone; nil when it doesn't.
    package var endsBeforeItStarts: String? {
        guard let minutes = endedAt?.begunMinutes(until: startedAt), minutes > 0 else { return nil }
        return minutes == 1 ? "a minute" : "\(minutes) minutes"
    }
}

extension NewFinding {
    /// Reads one finding; a value and its unit come together.
    package init(_ fields: inout Fields) {
        criterion = fields.text("criterion", max: 40)
        result = fields.choice("result", of: FindingResult.self)
        value = fields.optionalNumber("value", in: 0...999_999_999_999)
        unit = fields.optionalText("unit", max: 20)
        note = fields.optionalText("note", max: 2000, lines: .many)
        conduct = fields.texts("conduct", max: 10, each: 60)
        if fields.has("value"), !fields.has("unit") {
            fields.note(
                "unit", "missing", "A measured value has a number and a unit, such as 6 g; the unit is missing.")
        }
        if fields.has("unit"), !fields.has("value") {
            fields.note(
                "value", "missing", "A measured value has a number and a unit, such as 6 g; the number is missing.")
        }
    }
}

extension InspectionVoiding {
    /// Reads the body of a voiding.
    package init(_ fields: inout Fields) {
        duplicateOf = fields.optionalText("duplicateOf", max: 40)
        reason = fields.fullReason()
    }
}

extension InspectionCorrection {
    /// Reads the body of a correction: the finding that holds instead, and the reason.
    package init(_ fields: inout Fields) {
        finding = NewFinding(&fields)
        reason = fields.fullReason()
    }
}

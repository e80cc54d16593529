import Policy

/// Who stands in for whom, from day to day. It gives no right: the two count as one person where two are needed.
package struct NewDeputy: Sendable, Equatable {
    /// Number or login of the person who is stood in for.
    package var person: String
    /// Number or login of the one who stands in.
    package var deputy: String
    package var startsOn: LocalDate
    /// First day on which the deputy stands in no more.
    package var endsOn: LocalDate

    package init(person: String, deputy: String, startsOn: LocalDate, endsOn: LocalDate) {
        self.person = person
        self.deputy = deputy
        self.startsOn = startsOn
        self.endsOn = endsOn
    }

    /// Reads the body of a record of a deputy.
    package init(_ fields: inout Fields) {
        person = fields.text("person", max: 63)
        deputy = fields.text("deputy", max: 63)
        startsOn = fields.value("startsOn", as: LocalDate.self)
        endsOn = fields.value("endsOn", as: LocalDate.self)
        if fields.isGood("deputy"), fields.isGood("person"), deputy == person {
            fields.note("deputy", "same_person", "Nobody stands in for oneself.")
        }
        if fields.isGood("startsOn"), fields.isGood("endsOn"), endsOn <= startsOn {
            fields.note(
                "endsOn", "not_after", "\(endsOn) is not after \(startsOn): it is the first day after the last one.")
        }
    }
}

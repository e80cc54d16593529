/// A length in calendar units, as a source states it: "3 months" is never turned into days.
package struct Length: Codable, Sendable, Hashable {
    package let value: Int
    package let unit: Unit

    package enum Unit: String, Codable, Sendable, CaseIterable {
        case days, weeks, months, years
    }

    package init(value: Int, unit: Unit) {
        self.value = value
        self.unit = unit
    }
}

extension LocalDate {
    /// The day that lies `length` after this one; months and years stop at the end of a shorter month.
    package func adding(_ length: Length) -> LocalDate {
        adding(length, times: 1)
    }

    /// The day that lies `length` before this one.
    package func subtracting(_ length: Length) -> LocalDate {
        adding(length, times: -1)
    }

    private func adding(_ length: Length, times sign: Int) -> LocalDate {
        let value = sign * length.value
        switch length.unit {
        case .days: return adding(days: value)
        case .weeks: return adding(days: value.multipliedReportingOverflow(by: 7).partialValue)
        case .months: return adding(months: value)
        case .years: return adding(years: value)
        }
    }
}

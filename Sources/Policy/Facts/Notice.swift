/// A written notice to the holder about a criterion.
package struct Notice: Codable, Sendable, Equatable {
    package var criterion: String
    package var day: LocalDate

    package init(criterion: String, day: LocalDate) {
        self.criterion = criterion
        self.day = day
    }
}

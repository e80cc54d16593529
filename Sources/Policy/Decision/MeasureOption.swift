/// Measures that go together; several options are alternatives.
package struct MeasureOption: Codable, Sendable, Equatable {
    package let measures: [Measure]

    package init(_ measures: [Measure]) {
        self.measures = measures
    }
}

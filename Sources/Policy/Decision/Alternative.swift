/// What the ladder would say if a person settles an open point in one way.
package struct Alternative: Codable, Sendable, Equatable {
    /// How many earlier violations count in this reading.
    package let earlier: Int
    package let step: Int
    /// nil when the source gives no measure for this step, or when there is a choice.
    package let measure: Measure?
    /// What there is beside one measure alone; nil where there is not.
    package let options: [MeasureOption]?
    /// Whether the outlet has earned in this reading what it is open whether it has; nil where nothing is.
    package var rewarded: Bool?
}

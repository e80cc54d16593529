/// The bands in which the hours between a draw and its visit are counted.
package enum TipOffBand {
    /// Where a band ends and the next begins, in hours.
    package static let edges = [2, 6, 24, 72]
    /// The score of the longest band.
    package static let longest = edges.count

    /// The band of a time, from 0 on.
    package static func score(hours: Double) -> Int { edges.count { hours >= Double($0) } }
}

/// The rectangle that an authority's area fits in, on WGS 84, in degrees.
package struct Bounds: Sendable, Equatable {
    package var west: Double
    package var south: Double
    package var east: Double
    package var north: Double

    package init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }
}

/// A point on WGS 84, in degrees.
package struct Place: Sendable, Equatable {
    /// −180…180, east is positive.
    package var longitude: Double
    /// −90…90, north is positive.
    package var latitude: Double

    package init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

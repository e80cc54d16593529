extension Place {
    /// Reads `longitude` and `latitude`; nil when both are absent, and one without the other is noted.
    package static func read(_ fields: inout Fields) -> Place? {
        let longitude = fields.optionalNumber("longitude", in: -180...180)
        let latitude = fields.optionalNumber("latitude", in: -90...90)
        if fields.has("longitude") != fields.has("latitude") {
            let (given, absent) = fields.has("longitude") ? ("longitude", "latitude") : ("latitude", "longitude")
            fields.note(absent, "missing", "\"\(given)\" is there without \"\(absent)\"; a place needs both.")
        }
        guard let longitude, let latitude else { return nil }
        return Place(longitude: longitude, latitude: latitude)
    }
}

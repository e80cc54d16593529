extension Bounds {
    /// Reads `west`, `south`, `east` and `north`; a west that is not west of the east (or south of the north) is noted.
    package init(_ fields: inout Fields) {
        west = fields.number("west", in: -180...180)
        south = fields.number("south", in: -90...90)
        east = fields.number("east", in: -180...180)
        north = fields.number("north", in: -90...90)
        guard fields.problems.isEmpty else { return }
        if west >= east {
            fields.note("west", "out_of_order", "\"west\" is \(west); it lies west of \"east\", which is \(east).")
        }
        if south >= north {
            fields.note(
                "south", "out_of_order", "\"south\" is \(south); it lies south of \"north\", which is \(north).")
        }
    }
}

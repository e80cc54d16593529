import Records

/// A command about one draw by its reference.
struct DrawTurn {
    let draw: String

    func reference() throws(Failure) -> String { try Reference.of(.draw, draw) }

    var slips: Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try reference() }
        return slips
    }
}

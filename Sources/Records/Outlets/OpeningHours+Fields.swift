extension OpeningHours {
    /// Reads `openingHours`: a list of `{"day", "opens", "closes"}`; nil when it is absent.
    package static func read(_ fields: inout Fields) -> [OpeningHours]? {
        let isThere = fields.has("openingHours")
        let hours = fields.objects("openingHours", max: 21) { item in
            OpeningHours(
                day: item.integer("day", in: 1...7), opens: item.value("opens", as: ClockTime.self).description,
                closes: item.value("closes", as: ClockTime.self).description)
        }
        return isThere ? hours : nil
    }
}

/// Counts, entry by entry, how many records the acts of the log make, and compares that with the states that the log has.
///
/// A state says for each table up to which entry it is about, and which acts it has seen beside those. So what it has to say
/// follows from the log alone, whatever was done while it was taken and since.
struct StateCount {
    /// The states that stand in the database, by hour.
    private let states: [String: [StatePart]]
    /// How many records the acts so far make, by table.
    private var made: [String: Int] = [:]
    /// The parts that lie ahead, the smallest size last; each is told what was made when the log has that size.
    private var ahead: [Place]
    private var expected: [Place: Int] = [:]
    /// The acts that a part has seen beside the first entries.
    private var seen: [Int: [Place]] = [:]
    private var hours: [String] = []

    /// A part of a state.
    private struct Place: Hashable {
        let hour: String
        let part: Int
    }

    init(_ states: [String: [StatePart]]) {
        self.states = states
        let places = states.flatMap { hour, parts in parts.indices.map { Place(hour: hour, part: $0) } }
        ahead = places.sorted { (states[$0.hour]?[$0.part].size ?? 0) > (states[$1.hour]?[$1.part].size ?? 0) }
        for place in places {
            for act in states[place.hour]?[place.part].also ?? [] { seen[act, default: []].append(place) }
        }
        reach(0)
    }

    /// The bytes that the entry about an hour has to have; nil where the database has no state of it.
    mutating func entry(of hour: String) -> [UInt8]? {
        hours.append(hour)
        return states[hour].map { StatePart.entry(hour: hour, $0) }
    }

    /// Counts the act of an entry.
    mutating func take(_ act: LoggedAct) {
        let isVersion = RowAudit.records.contains(act.object)
        if act.version == 1 { made[act.object, default: 0] += 1 }
        if isVersion { made["history", default: 0] += 1 }
        for place in seen[act.id] ?? [] {
            guard let part = states[place.hour]?[place.part] else { continue }
            let counts = part.object == "history" ? isVersion : part.object == act.object && act.version == 1
            if counts { expected[place, default: 0] += 1 }
        }
    }

    /// The log has this size now.
    mutating func reach(_ size: UInt64) {
        while let place = ahead.last, let part = states[place.hour]?[place.part], part.size <= size {
            ahead.removeLast()
            expected[place, default: 0] += made[part.object] ?? 0
        }
    }

    /// The newest hour whose state the log has, and how many there are.
    var newest: String? { hours.last }
    var count: Int { hours.count }

    /// The states of the log that don't say what its acts come to.
    func findings() -> [LogFinding] {
        hours.flatMap { hour in
            (states[hour] ?? []).enumerated().compactMap { place, part in
                let rows = expected[Place(hour: hour, part: place)] ?? 0
                guard rows != part.rows else { return nil }
                return LogFinding(
                    .stateDiffers, table: "registry.\(part.object)", key: hour,
                    "At \(hour) registry.\(part.object) had \(part.rows) records, and the acts until then make \(rows)."
                )
            }
        }
    }
}

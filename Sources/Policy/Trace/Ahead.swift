/// What will judge a further violation.
struct Ahead {
    /// The rules that are in force on the day of the decision.
    let pack: Pack
    /// The day of the decision; that of the violation where it is not known.
    let today: LocalDate
    /// Their version, where another one judges this violation.
    let version: String?
    /// What governs after them, in the order of the days; the first begins after `today`.
    let later: [ComingRules]

    /// - Parameter coming: what is known to change; the end that a pack states of itself need not be among it.
    init(_ pack: Pack, judging judged: Pack, today: LocalDate, coming: [ComingRules] = []) {
        self.pack = pack
        self.today = today
        version = pack.reference == judged.reference ? nil : pack.version
        let known = coming.filter { $0.from > today }.sorted { $0.from < $1.from }
        var later: [ComingRules] = []
        for (index, one) in ([ComingRules(pack: pack, from: today)] + known).enumerated() {
            if index > 0 { later.append(one) }
            guard let last = one.pack?.validThrough, last >= one.from, last < .distantFuture else { continue }
            let end = last.adding(days: 1)
            if index == known.count || end < known[index].from { later.append(ComingRules(pack: nil, from: end)) }
        }
        self.later = later
    }

    /// The times in which one version governs, or none does.
    var eras: [Era] {
        let all = [ComingRules(pack: pack, from: .distantPast)] + later
        return all.indices.map { index in
            Era(
                pack: all[index].pack, version: index == 0 ? version : all[index].pack?.version, from: all[index].from,
                until: index + 1 < all.count ? all[index + 1].from : .distantFuture)
        }
    }

    /// A time in which one version of the rules governs; with no pack none does.
    struct Era {
        let pack: Pack?
        /// The version as it is told; nil where it is the one that judges this violation.
        let version: String?
        let from: LocalDate
        /// The first day after it.
        let until: LocalDate
    }
}

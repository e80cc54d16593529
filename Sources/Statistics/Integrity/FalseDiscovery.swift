/// Keeps the share of false alarms among all alarms low when many are tested at once.
package enum FalseDiscovery {
    /// Of those that are raised, at most this share is raised by chance alone, on average.
    package static let rate = 0.05

    /// The q of each p, in the same order: raised at a rate is whose q is at most that rate.
    ///
    /// Source: Y. Benjamini and Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289-300. It holds for independent tests, and for
    /// such that go up and down together (Benjamini and Yekutieli, Ann. Stat. 29 (2001) 1165-1188), as those of two
    /// inspectors who went together do.
    package static func q(_ p: [Double]) -> [Double] {
        let order = p.indices.sorted { p[$0] > p[$1] }
        var q = p
        var least = 1.0
        for (place, index) in order.enumerated() {
            least = min(least, p[index] * Double(p.count) / Double(p.count - place))
            q[index] = least
        }
        return q
    }
}

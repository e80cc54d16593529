/// A number that the rules read of a history: the fewest or the most that the readings of one rule count.
struct Tallied: Hashable {
    /// Up to which number it can matter.
    let cap: Int
    let isMost: Bool
    /// The walks of each reading, by number; a reading counts the most of its walks.
    let readings: [[Int]]

    func value(_ counts: (Int) -> Int) -> Int {
        let all = readings.map { walks in walks.map(counts).max() ?? 0 }
        return min(cap, (isMost ? all.max() : all.min()) ?? 0)
    }
}

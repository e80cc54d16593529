/// One way to count, as a walk from the newest earlier violation to the oldest: what counts at once, and what counts
/// because of a newer one.
struct Walk: Hashable {
    /// Kinds that count whatever else there is.
    var direct: KindSet
    /// By kind, those that it links to this violation; empty where each is looked at alone.
    var links: [KindSet]

    /// Whether everything that counts here counts there, in every history.
    func isWithin(_ other: Self) -> Bool {
        guard direct.isSubset(of: other.direct) else { return false }
        return links.indices.allSatisfy { kind in
            links[kind].isSubset(of: other.links.isEmpty ? other.direct : other.direct.union(other.links[kind]))
        }
    }

    /// The same walk over fewer kinds, given by their old numbers.
    func renumbered(_ numbers: [Int]) -> Self {
        Self(
            direct: direct.renumbered(numbers),
            links: links.isEmpty ? [] : numbers.map { links[$0].renumbered(numbers) })
    }

    /// By kind, the ones that link it.
    var linkedBy: [KindSet] {
        links.indices.map { kind in
            var set = KindSet(links.count)
            for other in links.indices where links[other].contains(kind) { set.insert(other) }
            return set
        }
    }
}

import Policy
import Postgres

/// The packs that were read most recently, each under the hashes of its text and of what it builds on.
final class PackCache: Sendable {
    private struct State {
        var packs: [String: (pack: Pack, lastUse: Int)] = [:]
        var uses = 0
    }

    let limit: Int
    private let state = Locked(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// The pack under `key`; read once, and again only when it was crowded out.
    func pack(_ key: String, orRead read: () throws -> Pack) rethrows -> Pack {
        if let known = known(key) { return known }
        let pack = try read()
        state.withLock { state in
            state.uses += 1
            state.packs[key] = (pack, state.uses)
            guard state.packs.count > limit, let oldest = state.packs.min(by: { $0.value.lastUse < $1.value.lastUse })
            else { return }
            state.packs[oldest.key] = nil
        }
        return pack
    }

    /// How many packs are kept.
    var count: Int { state.withLock { $0.packs.count } }

    private func known(_ key: String) -> Pack? {
        state.withLock { state in
            guard let found = state.packs[key] else { return nil }
            state.uses += 1
            state.packs[key]?.lastUse = state.uses
            return found.pack
        }
    }
}

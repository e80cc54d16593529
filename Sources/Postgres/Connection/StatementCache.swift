/// Which statement texts one connection has prepared, and under which names; the least recently used one goes first.
struct StatementCache {
    private struct Entry {
        let name: String
        var lastUse: UInt64
    }

    let capacity: Int
    private var entries: [String: Entry] = [:]
    private var uses: UInt64 = 0
    private var named: UInt64 = 0

    init(capacity: Int) { self.capacity = capacity }

    var count: Int { entries.count }

    /// The name `text` is prepared under, nil when it is not.
    mutating func name(of text: String) -> String? {
        guard let index = entries.index(forKey: text) else { return nil }
        uses += 1
        entries.values[index].lastUse = uses
        return entries.values[index].name
    }

    /// A name nothing on this connection has had before.
    mutating func newName() -> String {
        named += 1
        return "s\(named)"
    }

    mutating func insert(_ text: String, name: String) {
        uses += 1
        entries[text] = Entry(name: name, lastUse: uses)
    }

    mutating func remove(_ text: String) -> String? { entries.removeValue(forKey: text)?.name }

    /// The name that has to be deallocated before one more statement is prepared.
    mutating func evictIfFull() -> String? {
        guard entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        else { return nil }
        return remove(oldest.key)
    }
}

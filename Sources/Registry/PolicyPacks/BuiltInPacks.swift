import Policy
import Postgres
import Records

extension Registry {
    /// The packs that ship with this program and can be adopted, by id and version, each with how far it has come in the
    /// authority; what was withdrawn there can be adopted again.
    package func builtInPacks(_ actor: Actor) async throws -> Answer {
        let here = try await read(actor) { db in
            try db.rows(
                """
                SELECT pack_id, pack_version, status FROM registry.policy_pack
                WHERE jurisdiction_id = \(actor.jurisdiction) AND status <> 'withdrawn' ORDER BY id
                """
            ).map { row in
                (
                    name: "\(try row.get("pack_id", as: String.self)) \(try row.get("pack_version", as: String.self))",
                    status: try row.get("status", as: String.self)
                )
            }
        }
        let status = Dictionary(here.map { ($0.name, $0.status) }, uniquingKeysWith: { $1 })
        let items = packs.shipped.filter(\.isAdoptable).sorted { ($0.id, $0.version) < ($1.id, $1.version) }.map {
            pack in
            pack.listed(status: status["\(pack.id) \(pack.version)"])
        }
        return Answer(body: JSONValue.object(["items": .array(items), "next": .null]).bytes())
    }
}

extension PackShelf.Shipped {
    fileprivate func listed(status: String?) -> JSONValue {
        let day = { (day: LocalDate?) in day.map { JSONValue.string($0.description) } ?? .null }
        return [
            "id": .string(id), "version": .string(version), "title": .string(outline?.title ?? id),
            "language": outline.map { .string($0.language) } ?? .null, "rulesFrom": day(outline?.validFrom),
            "rulesThrough": day(outline?.validThrough), "status": status.map(JSONValue.string) ?? .null,
        ]
    }
}

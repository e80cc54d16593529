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

extension Registry {
    /// The text of a pack that ships with this program, whether or not the authority has adopted it, or of the template.
    /// - Throws: `Refusal` `unknown_built_in_pack`.
    package func builtInText(_ query: BuiltInQuery, _ actor: Actor) async throws -> Answer {
        if query.pack == BuiltInQuery.template, query.version == nil, let template = packs.template {
            return Answer(body: template.shown(query.pack, version: nil).bytes())
        }
        let found = packs.shipped.filter { $0.id == query.pack && (query.version ?? $0.version) == $0.version }
        guard let pack = found.max(by: { $0.version < $1.version }) else {
            let name = [query.pack, query.version].compactMap(\.self).joined(separator: " ")
            let known = packs.shipped.map { "\($0.id) \($0.version)" }.sorted().joined(separator: ", ")
            throw Refusal(
                .notFound, "unknown_built_in_pack", "No policy pack \(name) ships with the program.",
                detail: "These do: \(known.isEmpty ? "none" : known).", hint: "Name one of them.")
        }
        return Answer(body: pack.text.shown(pack.id, version: pack.version).bytes())
    }
}

extension PackText {
    fileprivate func shown(_ id: String, version: String?) -> JSONValue {
        [
            "id": .string(id), "version": version.map(JSONValue.string) ?? .null, "file": .string(file),
            "text": .string(text), "examples": examples.map(JSONValue.string) ?? .null,
        ]
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

import Records

/// One version of a policy pack as the server knows it.
struct PackRecord {
    let json: JSONValue

    var number: Int { json["number"]?.wholeNumber ?? 0 }
    var version: String { json["version"]?.text ?? "" }
    /// Of the record; what a change is based on.
    var revision: Int { json["revision"]?.wholeNumber ?? 0 }
    var path: String { "/v1/policy-packs/\(number)" }

    /// The newest record of that name; one that was withdrawn only when there is no other.
    /// - Throws: `Failure` when there is none.
    static func find(_ pack: String, version: String? = nil, _ session: Session) async throws -> PackRecord {
        let answer = try await session.get("/v1/policy-packs", [("pack", pack), ("version", version)])
        let records = answer.json["items"]?.items ?? []
        guard let found = records.first(where: { $0["status"]?.text != "withdrawn" }) ?? records.first else {
            let name = version.map { "\(pack) \($0)" } ?? pack
            throw Failure(
                .notFound, "unknown_policy_pack", "there is no policy pack \(name).", attempt: "registryctl policy list"
            )
        }
        return PackRecord(json: found)
    }

    /// The last of the active versions that has no end yet, or else the last of all active ones: the one whose end is that of
    /// the pack.
    /// - Throws: `Failure` when none is active.
    static func lastActive(_ pack: String, _ session: Session) async throws -> PackRecord {
        let answer = try await session.get("/v1/policy-packs", [("pack", pack), ("status", "active")])
        let records = (answer.json["items"]?.items ?? []).sorted {
            ($0["validFrom"]?.text ?? "") < ($1["validFrom"]?.text ?? "")
        }
        guard let found = records.last(where: { $0["endsOn"]?.text == nil }) ?? records.last else {
            throw Failure(
                .notFound, "unknown_policy_pack", "no version of policy pack \(pack) is active.",
                attempt: "registryctl policy list")
        }
        return PackRecord(json: found)
    }
}

extension Session {
    /// Does something to one version of a pack that was found.
    func change(
        _ record: PackRecord, _ act: String, _ members: KeyValuePairs<String, JSONValue?>, _ change: ChangeOptions
    ) async throws -> HTTPAnswer {
        let options = PackOptions(pack: record.json["id"]?.text ?? "", version: record.version)
        return try await self.change(
            HTTPAsk(.POST, "\(record.path)/\(act)", members), change, version: record.revision, hint: options.show)
    }

    /// Does something to one version of a pack, on what it is now.
    func change(
        _ options: PackOptions, _ method: HTTPAsk.Method, _ act: String?,
        _ members: KeyValuePairs<String, JSONValue?>, _ change: ChangeOptions
    ) async throws -> HTTPAnswer {
        let record = try await PackRecord.find(options.pack, version: options.packVersion, self)
        let ask = HTTPAsk(method, record.path + (act.map { "/\($0)" } ?? ""), members)
        return try await self.change(ask, change, version: record.revision, hint: options.show)
    }
}

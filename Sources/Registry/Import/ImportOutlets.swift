import Crypto
import Postgres
import Records

extension Registry {
    /// Compares a list of outlets with those that are there and, when asked to, registers the new ones, amends the changed
    /// ones and closes the vanished ones, all in one transaction or nothing.
    ///
    /// The address is what makes two entries the same premises. A list that has rejected rows is applied only when the
    /// caller accepts that; the same list a second time changes nothing.
    /// An outlet that moved has not vanished, whatever address the list has.
    /// - Returns: `{read, new, changed, unchanged, vanished: […], moved: […], vanishedNotKnown, rejected, appeared: […],
    ///   changes: […], applied, rejects}`; at most 20 items in `appeared` and `changes`; `rejects` is CSV text or null. While a rejected
    ///   row may be about any outlet, `vanished` is null and `vanishedNotKnown` says why.
    /// - Throws: `Refusal` `not_utf8`, `not_csv`, `wrong_columns`, `empty_list`, `vanished_needs_a_clean_list`, or for want
    ///   of the role.
    package func importOutlets(_ file: [UInt8], _ order: OutletImport, _ call: Call) async throws -> Answer {
        guard call.actor.roles.contains(.officer) else {
            throw Refusal(
                .notAllowed, "role_missing", "To import a list of outlets the role officer is needed.",
                hint: "Ask someone who has the role officer.")
        }
        return try await act(call, lifetime: Self.importSeconds) { db in
            _ = try db.execute("SET LOCAL statement_timeout = '5min'")
            var list = try OutletList(file, order.profile, within: try Home(call.actor, db)?.bounds)
            let staging = ImportStaging(actor: call.actor, profile: order.profile, db: db)
            try staging.load(list.rows)
            list.rejects += try staging.rejects(among: list.rows)
            try staging.compare()
            let vanished = list.vanishedNotKnown == nil ? try staging.vanished() : nil
            let isApplied = order.apply && (list.rejects.isEmpty || order.acceptRejects)
            if isApplied {
                try Self.requireCleanList(order, list)
                let digest = Array(SHA256.hash(data: file))
                try ImportApplication(staging: staging, order: order, digest: digest).run(
                    list, vanished: vanished?.count)
            }
            return try staging.report(list, vanished: vanished?.list, applied: isApplied)
        }
    }

    /// How long the signed context of an import holds: a statement may take 5 minutes, and there are several.
    static let importSeconds = 600

    private static func requireCleanList(_ order: OutletImport, _ list: OutletList) throws {
        guard order.closeVanished != nil, list.vanishedNotKnown != nil else { return }
        throw Refusal(
            .badInput, "vanished_needs_a_clean_list",
            "Nothing was applied: \(Reject.counted(list.unclear)), so it is not sure which outlets vanished.",
            hint: "Mend the rejected rows first, or import without closing the vanished outlets.")
    }
}

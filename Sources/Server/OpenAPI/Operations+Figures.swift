import Records

extension Operation {
    /// Lists that come in and go out, and statistics.
    static let figures: [Operation] = [imports] + exports + statistics

    private static let imports = Operation(
        method: .post, path: "/v1/imports/outlets", id: "importOutlets",
        summary: "Compares a list of outlets with the register and, with apply, takes it over: all or nothing.",
        roles: [.officer], success: .record(.importReport),
        query: [
            .choice("profile", ImportProfile.allCases.map(\.rawValue), "What the columns mean."),
            .truth("apply", "Do it; otherwise only compare."),
            .truth("acceptRejects", "Leave out the rows that can't be taken."),
            .day("closeVanished", "Close what the list no longer names, on this day."),
            .truth("dryRun", "Does it in full, and takes it back."),
        ], bodyType: "text/csv")

    private static let exports = ExportKind.allCases.map { kind in
        Operation(
            method: .get, path: "/v1/exports/\(kind.rawValue)", id: "export-\(kind.rawValue)",
            summary: "Streams all \(kind.rawValue) of the authority, oldest first.",
            roles: [.policy, .officer, .reviewer],
            success: .stream(types: ["text/csv", "application/jsonl"]),
            query: [.choice("format", ExportFormat.allCases.map(\.rawValue), "csv when absent.")])
    }

    private static let harmPart = Parameter.choice(
        "by", HarmPart.allCases.map(\.rawValue), "outlet when absent; by criterion reports are told by category.")

    private static let statistics = Indicator.allCases.map { indicator in
        Operation.read(
            "/v1/statistics/\(indicator.rawValue)", "statistics-\(indicator.rawValue)",
            indicator == .harm
                ? "What happened, weighed by the packs' own weights: two series that are never added."
                : "The indicator \(indicator.rawValue) with 95 % intervals and the name of the method.",
            .figures(indicator), [.from, .to] + (indicator == .harm ? [harmPart] : []))
    }
}

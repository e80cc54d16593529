extension RouteTable {
    /// The API: every path and method, in the order of the OpenAPI document.
    static let all: RouteTable = {
        var table = RouteTable()
        table.addHealth()
        table.addLog()
        table.addSignIn()
        table.addIdentity()
        table.addPolicy()
        table.addOutlets()
        table.addParties()
        table.addLicences()
        table.addInspections()
        table.addNuisanceReports()
        table.addContacts()
        table.addEvidence()
        table.addCases()
        table.addActions()
        table.addImports()
        table.addHistory()
        table.addExports()
        table.addStatistics()
        table.addIntegrity()
        return table
    }()
}

import ArgumentParser

/// Draws by lot.
struct DrawGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "Draws: who visits which outlet, by lot, so that anybody can draw it again.",
        subcommands: [
            DrawOpen.self, DrawSettle.self, DrawShow.self, DrawList.self, DrawExport.self, DrawAssignments.self,
            DrawRedraw.self, DrawDecideRedraw.self, DrawDepart.self,
        ])
}

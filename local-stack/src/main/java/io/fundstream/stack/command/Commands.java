package io.fundstream.stack.command;

import io.fundstream.parts.PartFailed;
import io.fundstream.projector.deadletter.CannotAsk;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** All commands. */
@Command(
    name = "fundstream",
    description = "The event backbone for private-market data, on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      MigrateCommand.class,
      TailCommand.class,
      VerifyCommand.class,
      ServiceCommand.class,
      DlqCommand.class,
      RebuildCommand.class,
      TortureCommand.class,
      FuzzCommand.class,
      BenchCommand.class,
      HelpCommand.class
    },
    footer = {"", "Each command has --help. Every command builds first if something changed."})
public final class Commands {
  private static final int COULD_NOT = 1;

  private Commands() {}

  /** The command line; a refused or failed command gives status 1, a wrong option 2. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Commands());
    addHelp(line);
    line.setExecutionExceptionHandler((failure, command, parsed) -> {
      command.getErr().println(message(failure));
      return COULD_NOT;
    });
    return line;
  }

  /** Every command has it. */
  @Command
  private static final class HelpOption {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "show this and exit")
    @SuppressWarnings("UnusedVariable") // picocli looks at the annotation alone
    private boolean asked;
  }

  private static void addHelp(CommandLine command) {
    command.getCommandSpec().addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
    command.getSubcommands().values().stream()
        .filter(sub -> !(sub.getCommand() instanceof HelpCommand))
        .forEach(Commands::addHelp);
  }

  private static String message(Exception failure) {
    if (failure instanceof CannotDo
        || failure instanceof PartFailed
        || failure instanceof CannotAsk) {
      return String.valueOf(failure.getMessage());
    }
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}

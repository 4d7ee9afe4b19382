import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDFs with veraPDF: a name on each line of the standard input, a line on the standard output for each broken rule,
 * {@code NAME<tab>FLAVOUR rule: message}, and {@code NAME<tab>done} at the end of each.
 */
public class Validate {
    private static final PDFAFlavour[] FLAVOURS = {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A};

    public static void main(String[] args) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        try (Stream<String> names = new java.io.BufferedReader(new java.io.InputStreamReader(System.in)).lines()) {
            names.toList().parallelStream().forEach(Validate::validate);
        }
    }

    private static void validate(String name) {
        StringBuilder told = new StringBuilder();
        for (PDFAFlavour flavour : FLAVOURS) {
            broken(name, flavour).forEach((rule, message) ->
                    told.append(name).append('\t').append(flavour).append(' ').append(rule).append(": ").append(message).append('\n'));
        }
        System.out.print(told.append(name).append("\tdone\n"));
    }

    /** The rules that a file breaks, each with what veraPDF says of it first. */
    private static Map<String, String> broken(String name, PDFAFlavour flavour) {
        Map<String, String> broken = new TreeMap<>();
        try (InputStream in = new FileInputStream(name);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    String message = assertion.getMessage() + " @ " + assertion.getLocation().getContext();
                    broken.putIfAbsent(rule, message.replaceAll("\\s+", " "));
                }
            }
            if (!result.isCompliant() && broken.isEmpty()) {
                broken.put("-", "not compliant");
            }
        } catch (Exception e) {
            broken.put("-", String.valueOf(e).replaceAll("\\s+", " "));
        }
        return broken;
    }
}

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>Answers from your own papers and pictures, on your own machine.</source>
        <translation>Antworten aus Ihren eigenen Papieren und Bildern, auf Ihrem eigenen Rechner.</translation>
    </message>
    <message>
        <source>Free software under the GNU Affero General Public License, version 3 or later. It comes without warranty. You may read, change and share it under that licence.</source>
        <translation>Freie Software unter der GNU Affero General Public License, Version 3 oder später. Ohne Gewähr. Sie dürfen sie unter dieser Lizenz lesen, ändern und weitergeben.</translation>
    </message>
    <message>
        <source>Read the Licence</source>
        <translation>Lizenz lesen</translation>
    </message>
    <message>
        <source>Opens the web browser</source>
        <translation>Öffnet den Webbrowser</translation>
    </message>
    <message>
        <source>Third-Party Notices…</source>
        <translation>Hinweise zu Dritten …</translation>
    </message>
    <message>
        <source>What Quire is made with, and under which licences</source>
        <translation>Woraus Quire gemacht ist und unter welchen Lizenzen</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Add Files…</source>
        <translation>Dateien &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>Add &amp;Folder…</source>
        <translation>&amp;Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Paste Files or Image</source>
        <translation>Dateien oder Bild &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>Ein&amp;stellungen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Undo Last Change</source>
        <translation>Letzte Änderung &amp;rückgängig machen</translation>
    </message>
    <message>
        <source>&amp;Library Pane</source>
        <translation>Bereich &amp;Bibliothek</translation>
    </message>
    <message>
        <source>&amp;Document Pane</source>
        <translation>Bereich &amp;Dokument</translation>
    </message>
    <message>
        <source>Larger &amp;Text</source>
        <translation>&amp;Größerer Text</translation>
    </message>
    <message>
        <source>S&amp;maller Text</source>
        <translation>&amp;Kleinerer Text</translation>
    </message>
    <message>
        <source>&amp;Normal Text Size</source>
        <translation>&amp;Normale Textgröße</translation>
    </message>
    <message>
        <source>Theme of the &amp;System</source>
        <translation>Farben des &amp;Systems</translation>
    </message>
    <message>
        <source>L&amp;ight Theme</source>
        <translation>&amp;Helle Farben</translation>
    </message>
    <message>
        <source>Dar&amp;k Theme</source>
        <translation>D&amp;unkle Farben</translation>
    </message>
    <message>
        <source>&amp;Full Screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Next Pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>&amp;Previous Pane</source>
        <translation>&amp;Vorheriger Bereich</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>&amp;Bibliothek</translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation>&amp;Frage</translation>
    </message>
    <message>
        <source>&amp;Document</source>
        <translation>&amp;Dokument</translation>
    </message>
    <message>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Welcome</source>
        <translation>&amp;Willkommen</translation>
    </message>
    <message>
        <source>&amp;About Quire</source>
        <translation>Ü&amp;ber Quire</translation>
    </message>
</context>
<context>
    <name>Adding</name>
    <message>
        <source>There was nothing to add</source>
        <translation>Es gab nichts hinzuzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of the folder are of kinds Quire does not read ({kinds}).</source>
        <translation>
            <numerusform>%n Datei des Ordners ist von einer Art, die Quire nicht liest ({kinds}).</numerusform>
            <numerusform>%n Dateien des Ordners sind von Arten, die Quire nicht liest ({kinds}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n hinzugefügt</numerusform>
            <numerusform>%n hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged</source>
        <translation>
            <numerusform>%n unverändert</numerusform>
            <numerusform>%n unverändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n updated</source>
        <translation>
            <numerusform>%n aktualisiert</numerusform>
            <numerusform>%n aktualisiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added with problems</source>
        <translation>
            <numerusform>%n mit Problemen hinzugefügt</numerusform>
            <numerusform>%n mit Problemen hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>no extension</source>
        <translation>ohne Endung</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Searchable</source>
        <translation>Durchsuchbar</translation>
    </message>
    <message>
        <source>Deepening</source>
        <translation>Wird vertieft</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>Teilweise</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Still being written; added when it is complete</source>
        <translation>Wird noch geschrieben; kommt hinzu, sobald es vollständig ist</translation>
    </message>
    <message>
        <source>Looking into the folder</source>
        <translation>Der Ordner wird durchgesehen</translation>
    </message>
    <message>
        <source>{done} of {total} pages</source>
        <translation>{done} von {total} Seiten</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n Seite</numerusform>
            <numerusform>%n Seiten</numerusform>
        </translation>
    </message>
    <message>
        <source>Found by its words already; figures, tables and meaning follow.</source>
        <translation>Schon über seine Wörter zu finden; Abbildungen, Tabellen und Bedeutung folgen.</translation>
    </message>
    <message>
        <source>Found by its words already; figures, tables and meaning are being read.</source>
        <translation>Schon über seine Wörter zu finden; Abbildungen, Tabellen und Bedeutung werden gelesen.</translation>
    </message>
    <message>
        <source>Its text is being read.</source>
        <translation>Sein Text wird gelesen.</translation>
    </message>
    <message>
        <source>Its turn comes.</source>
        <translation>Es kommt an die Reihe.</translation>
    </message>
    <message>
        <source>Something in Quire went wrong.</source>
        <translation>In Quire ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>The log says what.</source>
        <translation>Das Protokoll sagt, was.</translation>
    </message>
</context>
<context>
    <name>AddingPanel</name>
    <message>
        <source>Adding documents</source>
        <translation>Dokumente werden hinzugefügt</translation>
    </message>
    <message>
        <source>Hide what is being added</source>
        <translation>Ausblenden, was hinzugefügt wird</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop adding</source>
        <translation>Hinzufügen beenden</translation>
    </message>
    <message>
        <source>Progress of adding</source>
        <translation>Fortschritt des Hinzufügens</translation>
    </message>
    <message>
        <source>Files that could not be added</source>
        <translation>Dateien, die nicht hinzugefügt werden konnten</translation>
    </message>
    <message>
        <source>Files being added</source>
        <translation>Dateien, die hinzugefügt werden</translation>
    </message>
    <message>
        <source>Leave This File Out</source>
        <translation>Diese Datei auslassen</translation>
    </message>
    <message>
        <source>Show what is being added</source>
        <translation>Zeigen, was hinzugefügt wird</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird beendet …</translation>
    </message>
    <message numerus="yes">
        <source>Paused, %n file(s) left</source>
        <translation>
            <numerusform>Angehalten, noch %n Datei</numerusform>
            <numerusform>Angehalten, noch %n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adding %n file(s)</source>
        <translation>
            <numerusform>%n Datei wird hinzugefügt</numerusform>
            <numerusform>%n Dateien werden hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be added</source>
        <translation>
            <numerusform>%n Datei konnte nicht hinzugefügt werden</numerusform>
            <numerusform>%n Dateien konnten nicht hinzugefügt werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out</source>
        <translation>
            <numerusform>%n Datei ausgelassen</numerusform>
            <numerusform>%n Dateien ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>No answer from {name} for {n} s</source>
        <translation>Seit {n} s keine Antwort von {name}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message numerus="yes">
        <source>and %n more file(s) for other reasons</source>
        <translation>
            <numerusform>und %n weitere Datei aus anderen Gründen</numerusform>
            <numerusform>und %n weitere Dateien aus anderen Gründen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AddingQueue</name>
    <message>
        <source>Adding documents</source>
        <translation>Dokumente werden hinzugefügt</translation>
    </message>
    <message>
        <source>Adding was stopped.</source>
        <translation>Das Hinzufügen wurde beendet.</translation>
    </message>
    <message>
        <source>What was finished stays.</source>
        <translation>Was fertig war, bleibt.</translation>
    </message>
    <message>
        <source>Check its disk or the connection to it, then try again.</source>
        <translation>Prüfen Sie den Datenträger oder die Verbindung dorthin und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>It does not answer.</source>
        <translation>Es antwortet nicht.</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message numerus="yes">
        <source>Nothing in your library supports %n sentence(s):</source>
        <translation>
            <numerusform>Nichts in Ihrer Bibliothek stützt %n Satz:</numerusform>
            <numerusform>Nichts in Ihrer Bibliothek stützt %n Sätze:</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing in your library supports this sentence</source>
        <translation>Nichts in Ihrer Bibliothek stützt diesen Satz</translation>
    </message>
</context>
<context>
    <name>AnswererChip</name>
    <message>
        <source>Who answers</source>
        <translation>Wer antwortet</translation>
    </message>
    <message>
        <source>Quotations</source>
        <translation>Zitate</translation>
    </message>
    <message>
        <source>Who answers: {0}</source>
        <translation>Wer antwortet: {0}</translation>
    </message>
    <message>
        <source>Quotations, without a model</source>
        <translation>Zitate, ohne Modell</translation>
    </message>
    <message>
        <source>More Models…</source>
        <translation>Weitere Modelle …</translation>
    </message>
</context>
<context>
    <name>AttachmentChip</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Bild entfernen</translation>
    </message>
</context>
<context>
    <name>ByAddress</name>
    <message>
        <source>Found another one on Hugging Face? Paste the address of its GGUF file; for a model that sees, add + and the name of its projector file.</source>
        <translation>Ein anderes auf Hugging Face gefunden? Fügen Sie die Adresse seiner GGUF-Datei ein; bei einem Modell, das sieht, dahinter + und den Namen der Projektordatei.</translation>
    </message>
    <message>
        <source>Address of a model</source>
        <translation>Adresse eines Modells</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Laden …</translation>
    </message>
    <message>
        <source>Says first how it is licensed and where it comes from</source>
        <translation>Sagt zuerst, unter welcher Lizenz es steht und woher es kommt</translation>
    </message>
</context>
<context>
    <name>CardList</name>
    <message>
        <source>A better order is ready</source>
        <translation>Eine bessere Reihenfolge ist da</translation>
    </message>
    <message>
        <source>Puts the results in the order that a model judged better</source>
        <translation>Bringt die Treffer in die Reihenfolge, die ein Modell besser fand</translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message>
        <source>Removed “{title}”</source>
        <translation>„{title}“ entfernt</translation>
    </message>
    <message numerus="yes">
        <source>Removed %n document(s)</source>
        <translation>
            <numerusform>%n Dokument entfernt</numerusform>
            <numerusform>%n Dokumente entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more original(s) were found beside it.</source>
        <translation>
            <numerusform>%n weiteres Original wurde daneben gefunden.</numerusform>
            <numerusform>%n weitere Originale wurden daneben gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took %n document(s) out of “{name}”</source>
        <translation>
            <numerusform>%n Dokument aus „{name}“ genommen</numerusform>
            <numerusform>%n Dokumente aus „{name}“ genommen</numerusform>
        </translation>
    </message>
    <message>
        <source>Deleted the collection “{name}”; its documents stay</source>
        <translation>Sammlung „{name}“ gelöscht; ihre Dokumente bleiben</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message>
        <source>{0} is here and used from now on.</source>
        <translation>{0} ist da und wird von nun an benutzt.</translation>
    </message>
    <message>
        <source>{0} is here. The page Models of the settings gives it work.</source>
        <translation>{0} ist da. Die Seite Modelle der Einstellungen gibt ihm Arbeit.</translation>
    </message>
</context>
<context>
    <name>CommandDialog</name>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>What the command says</source>
        <translation>Was der Befehl sagt</translation>
    </message>
    <message>
        <source>The command is running</source>
        <translation>Der Befehl läuft</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Arguments, as on the command line</source>
        <translation>Argumente, wie auf der Befehlszeile</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <source>It failed (code {0}).</source>
        <translation>Fehlgeschlagen (Code {0}).</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>ConsentSheet</name>
    <message>
        <source>Download {0}?</source>
        <translation>{0} herunterladen?</translation>
    </message>
    <message>
        <source>Download these models?</source>
        <translation>Diese Modelle herunterladen?</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Models to download</source>
        <translation>Modelle zum Herunterladen</translation>
    </message>
    <message>
        <source>Fetched from {hosts}, which learns your address and which files you take. Nothing about you or your documents is sent.</source>
        <translation>Geholt von {hosts}. Dort erfährt man Ihre Adresse und welche Dateien Sie holen. Über Sie oder Ihre Dokumente wird nichts gesendet.</translation>
    </message>
    <message>
        <source>All files are on this machine already; nothing is fetched.</source>
        <translation>Alle Dateien sind schon auf diesem Rechner; es wird nichts geholt.</translation>
    </message>
    <message>
        <source>Goes to {folder}; {free} are free there.</source>
        <translation>Kommt nach {folder}; dort sind {free} frei.</translation>
    </message>
    <message>
        <source>Download and Use</source>
        <translation>Herunterladen und benutzen</translation>
    </message>
    <message>
        <source>There is not enough room: {size} are needed.</source>
        <translation>Der Platz reicht nicht: {size} werden gebraucht.</translation>
    </message>
    <message>
        <source>Choose Others…</source>
        <translation>Andere wählen …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>Find the picture “{0}”</source>
        <translation>Finde das Bild „{0}“</translation>
    </message>
    <message>
        <source>What is said about “{0}”?</source>
        <translation>Was steht über „{0}“ geschrieben?</translation>
    </message>
    <message>
        <source>{question} (in “{title}”)</source>
        <translation>{question} (in „{title}“)</translation>
    </message>
    <message>
        <source>Show the figures of “{0}”</source>
        <translation>Zeige die Abbildungen von „{0}“</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Abbildungen</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n Dokument</numerusform>
            <numerusform>%n Dokumente</numerusform>
        </translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>page {0}</source>
        <translation>Seite {0}</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>Verweis öffnen</translation>
    </message>
    <message>
        <source>Open this address in your browser? It leaves this machine.</source>
        <translation>Diese Adresse im Browser öffnen? Sie führt aus diesem Rechner hinaus.</translation>
    </message>
    <message>
        <source>Quire does not open addresses of this kind.</source>
        <translation>Adressen dieser Art öffnet Quire nicht.</translation>
    </message>
    <message>
        <source>Copy Address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>… It was cut here because it is too long.</source>
        <translation>… Hier wurde gekürzt, weil es zu lang ist.</translation>
    </message>
    <message>
        <source>[picture: {0}]</source>
        <translation>[Bild: {0}]</translation>
    </message>
    <message>
        <source>very likely</source>
        <translation>sehr wahrscheinlich</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>möglich</translation>
    </message>
    <message>
        <source>unlikely</source>
        <translation>unwahrscheinlich</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>Relevanz</translation>
    </message>
    <message>
        <source>&lt; 0.1 s</source>
        <translation>&lt; 0,1 s</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} min {1} s</translation>
    </message>
    <message>
        <source>written by {model}</source>
        <translation>geschrieben von {model}</translation>
    </message>
    <message>
        <source>written by {model}, {n} tokens/s</source>
        <translation>geschrieben von {model}, {n} Token/s</translation>
    </message>
    <message>
        <source>Understanding the question</source>
        <translation>Die Frage verstehen</translation>
    </message>
    <message>
        <source>Search by words</source>
        <translation>Suche nach Wörtern</translation>
    </message>
    <message>
        <source>Search by meaning</source>
        <translation>Suche nach Bedeutung</translation>
    </message>
    <message>
        <source>Search by picture</source>
        <translation>Suche nach Bild</translation>
    </message>
    <message>
        <source>Weighing</source>
        <translation>Abwägen</translation>
    </message>
    <message>
        <source>Reranking</source>
        <translation>Neu ordnen</translation>
    </message>
    <message>
        <source>Choosing quotations</source>
        <translation>Zitate auswählen</translation>
    </message>
    <message>
        <source>Putting the evidence together</source>
        <translation>Belege zusammenstellen</translation>
    </message>
    <message>
        <source>Reading the evidence</source>
        <translation>Belege lesen</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Checking each sentence</source>
        <translation>Jeden Satz prüfen</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Insgesamt</translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Earlier conversations</source>
        <translation>Frühere Gespräche</translation>
    </message>
    <message>
        <source>Ask or search</source>
        <translation>Fragen oder suchen</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>Antwort anhalten</translation>
    </message>
    <message>
        <source>Ask the last question again</source>
        <translation>Letzte Frage noch einmal stellen</translation>
    </message>
    <message>
        <source>Edit the last question</source>
        <translation>Letzte Frage bearbeiten</translation>
    </message>
    <message>
        <source>Copy the last answer</source>
        <translation>Letzte Antwort kopieren</translation>
    </message>
    <message>
        <source>Go to the evidence of the last answer</source>
        <translation>Zu den Belegen der letzten Antwort</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n Quelle</numerusform>
            <numerusform>%n Quellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Answer with {sources}: {text}</source>
        <translation>Antwort mit {sources}: {text}</translation>
    </message>
</context>
<context>
    <name>ConversationsModel</name>
    <message>
        <source>Without a title</source>
        <translation>Ohne Titel</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n Frage</numerusform>
            <numerusform>%n Fragen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CropView</name>
    <message>
        <source>Picture of the place</source>
        <translation>Bild der Stelle</translation>
    </message>
</context>
<context>
    <name>Dealings</name>
    <message>
        <source>Every byte is as it was.</source>
        <translation>Jedes Byte ist, wie es war.</translation>
    </message>
    <message>
        <source>Reading every byte…</source>
        <translation>Jedes Byte wird gelesen …</translation>
    </message>
    <message>
        <source>Checking a model</source>
        <translation>Ein Modell wird geprüft</translation>
    </message>
    <message>
        <source>Loading it and trying…</source>
        <translation>Wird geladen und ausprobiert …</translation>
    </message>
    <message>
        <source>Trying the speed of a model</source>
        <translation>Die Geschwindigkeit eines Modells wird ausprobiert</translation>
    </message>
    <message>
        <source>{0} is installed.</source>
        <translation>{0} ist installiert.</translation>
    </message>
    <message>
        <source>Installing {0}</source>
        <translation>{0} wird installiert</translation>
    </message>
    <message>
        <source>Install {0}?</source>
        <translation>{0} installieren?</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Its files stay where they are; Quire only forgets them.</source>
        <translation>Die Dateien bleiben, wo sie sind; Quire vergisst sie nur.</translation>
    </message>
    <message>
        <source>Its files are deleted from this machine. It can be downloaded again.</source>
        <translation>Die Dateien werden von diesem Rechner gelöscht. Das Modell kann wieder heruntergeladen werden.</translation>
    </message>
    <message>
        <source>Quire&apos;s copy of its files is deleted. The files it was imported from stay.</source>
        <translation>Die Kopie, die Quire davon hat, wird gelöscht. Die Dateien, aus denen importiert wurde, bleiben.</translation>
    </message>
    <message>
        <source>Delete {0}?</source>
        <translation>{0} löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Close details</source>
        <translation>Einzelheiten schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Details of the selected documents</source>
        <translation>Einzelheiten der gewählten Dokumente</translation>
    </message>
    <message>
        <source>Nothing is selected</source>
        <translation>Nichts ist gewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n Textstelle</numerusform>
            <numerusform>%n Textstellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n Tabelle</numerusform>
            <numerusform>%n Tabellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n figure(s)</source>
        <translation>
            <numerusform>%n Abbildung</numerusform>
            <numerusform>%n Abbildungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>In</source>
        <translation>In</translation>
    </message>
    <message>
        <source>no collection</source>
        <translation>keiner Sammlung</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Enthalten</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>Arten</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>The original is not where it was. What the library keeps still works.</source>
        <translation>Das Original ist nicht mehr an seinem Platz. Was die Bibliothek aufbewahrt, bleibt nutzbar.</translation>
    </message>
    <message>
        <source>Find the Original…</source>
        <translation>Original suchen …</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Page {n}: {text}</source>
        <translation>Seite {n}: {text}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Reads at once</source>
        <translation>Liest auf einmal</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} Token</translation>
    </message>
    <message>
        <source>Lengths of vectors</source>
        <translation>Längen der Vektoren</translation>
    </message>
    <message>
        <source>Manner of speaking</source>
        <translation>Redeweise</translation>
    </message>
    <message>
        <source>Runs with</source>
        <translation>Läuft mit</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>size not known</source>
        <translation>Größe unbekannt</translation>
    </message>
    <message>
        <source>trusted at first sight, then compared</source>
        <translation>beim ersten Mal vertraut, danach verglichen</translation>
    </message>
</context>
<context>
    <name>DocumentActions</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Ask Only These</source>
        <translation>Nur diese befragen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Show in File Manager</source>
        <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>Find the Original…</source>
        <translation>Original suchen …</translation>
    </message>
    <message>
        <source>Read Again</source>
        <translation>Noch einmal lesen</translation>
    </message>
    <message>
        <source>Take out of Collection</source>
        <translation>Aus der Sammlung nehmen</translation>
    </message>
    <message>
        <source>Remove from Library</source>
        <translation>Aus der Bibliothek entfernen</translation>
    </message>
    <message>
        <source>Select Nothing</source>
        <translation>Nichts auswählen</translation>
    </message>
    <message>
        <source>Ask Only This One</source>
        <translation>Nur dieses befragen</translation>
    </message>
    <message>
        <source>Where is {name} now?</source>
        <translation>Wo ist {name} jetzt?</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add to Collection</source>
        <translation>Zur Sammlung hinzufügen</translation>
    </message>
    <message>
        <source>New Collection…</source>
        <translation>Neue Sammlung …</translation>
    </message>
</context>
<context>
    <name>DocumentView</name>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message numerus="yes">
        <source>%n download(s) were interrupted.</source>
        <translation>
            <numerusform>%n Download wurde unterbrochen.</numerusform>
            <numerusform>%n Downloads wurden unterbrochen.</numerusform>
        </translation>
    </message>
    <message>
        <source>The page Models of the settings goes on with them.</source>
        <translation>Auf der Seite Modelle der Einstellungen geht es weiter.</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird heruntergeladen</translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message>
        <source>The files stay where they are; Quire reads them there.</source>
        <translation>Die Dateien bleiben, wo sie sind; Quire liest sie dort.</translation>
    </message>
    <message>
        <source>the picture</source>
        <translation>das Bild</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files and folders</source>
        <translation>
            <numerusform>%n Datei oder Ordner</numerusform>
            <numerusform>%n Dateien und Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>Add {thing} to {collection}</source>
        <translation>{thing} zu {collection} hinzufügen</translation>
    </message>
    <message>
        <source>Add {thing} to your library</source>
        <translation>{thing} zur Bibliothek hinzufügen</translation>
    </message>
</context>
<context>
    <name>EmbedderSwitch</name>
    <message>
        <source>Embedding the library anew</source>
        <translation>Die Bibliothek wird neu eingebettet</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) could not be embedded anew.</source>
        <translation>
            <numerusform>%n Dokument konnte nicht neu eingebettet werden.</numerusform>
            <numerusform>%n Dokumente konnten nicht neu eingebettet werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>The library goes on with the old vectors.</source>
        <translation>Die Bibliothek macht mit den alten Vektoren weiter.</translation>
    </message>
    <message numerus="yes">
        <source>The library is embedded anew: %n document(s).</source>
        <translation>
            <numerusform>Die Bibliothek ist neu eingebettet: %n Dokument.</numerusform>
            <numerusform>Die Bibliothek ist neu eingebettet: %n Dokumente.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>What do you want to know?</source>
        <translation>Was möchten Sie wissen?</translation>
    </message>
    <message>
        <source>Ask in your own words. Every answer is quoted from your documents and leads to the page.</source>
        <translation>Fragen Sie mit eigenen Worten. Jede Antwort ist aus Ihren Dokumenten zitiert und führt zur Seite.</translation>
    </message>
    <message>
        <source>Nothing to ask yet</source>
        <translation>Noch nichts zu fragen</translation>
    </message>
    <message>
        <source>Drop PDFs, e-books, scans or pictures anywhere on this window, then ask.</source>
        <translation>Legen Sie PDFs, E-Books, Scans oder Bilder irgendwo auf dieses Fenster und fragen Sie dann.</translation>
    </message>
    <message>
        <source>The evidence opens here</source>
        <translation>Hier öffnen sich die Belege</translation>
    </message>
    <message>
        <source>Choose a citation like [1] in an answer, or a document in the library. The page opens with the cited words marked.</source>
        <translation>Wählen Sie einen Beleg wie [1] in einer Antwort oder ein Dokument in der Bibliothek. Die Seite öffnet sich mit den zitierten Wörtern markiert.</translation>
    </message>
</context>
<context>
    <name>EvidenceBar</name>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Hide the evidence marks</source>
        <translation>Markierungen der Belege ausblenden</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} von {total}</translation>
    </message>
    <message>
        <source>page {n}</source>
        <translation>Seite {n}</translation>
    </message>
    <message>
        <source>Evidence {count}, page {page}: {quote}</source>
        <translation>Beleg {count}, Seite {page}: {quote}</translation>
    </message>
</context>
<context>
    <name>EvidenceCard</name>
    <message>
        <source>p. {0}</source>
        <translation>S. {0}</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why this was found</source>
        <translation>Warum dies gefunden wurde</translation>
    </message>
    <message>
        <source>{percent} %: about so often such a place answers such a question</source>
        <translation>{percent} %: etwa so oft beantwortet eine solche Stelle eine solche Frage</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>Relevanz</translation>
    </message>
    <message>
        <source>Words found</source>
        <translation>Gefundene Wörter</translation>
    </message>
    <message>
        <source>none; it was found by its meaning</source>
        <translation>keine; über die Bedeutung gefunden</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>Außerdem</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>reranking</source>
        <translation>neu geordnet</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Shown in the document pane</source>
        <translation>Im Bereich Dokument gezeigt</translation>
    </message>
</context>
<context>
    <name>FilterField</name>
    <message>
        <source>Filter documents</source>
        <translation>Dokumente filtern</translation>
    </message>
    <message>
        <source>Shows documents whose title, file name or collections hold these words</source>
        <translation>Zeigt Dokumente, deren Titel, Dateiname oder Sammlungen diese Wörter enthalten</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this document</source>
        <translation>In diesem Dokument suchen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>Vorheriger Treffer</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Close find</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>kein Treffer</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} von {total}</translation>
    </message>
    <message>
        <source>{n} of {total} or more</source>
        <translation>{n} von {total} oder mehr</translation>
    </message>
</context>
<context>
    <name>FolderCard</name>
    <message>
        <source>With the folders inside it</source>
        <translation>Mit den Ordnern darin</translation>
    </message>
    <message>
        <source>Collection its documents go to</source>
        <translation>Sammlung, in die seine Dokumente kommen</translation>
    </message>
    <message>
        <source>Watch No More</source>
        <translation>Nicht mehr beobachten</translation>
    </message>
    <message>
        <source>Its documents stay in the library</source>
        <translation>Seine Dokumente bleiben in der Bibliothek</translation>
    </message>
    <message>
        <source>Into no collection</source>
        <translation>In keine Sammlung</translation>
    </message>
    <message>
        <source>Into {0}</source>
        <translation>In {0}</translation>
    </message>
    <message>
        <source>Watch Again</source>
        <translation>Wieder beobachten</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Paused: nothing in it is looked at.</source>
        <translation>Angehalten: Nichts darin wird angesehen.</translation>
    </message>
    <message>
        <source>Not looked at yet.</source>
        <translation>Noch nicht angesehen.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) in step</source>
        <translation>
            <numerusform>%n Datei auf dem Stand</numerusform>
            <numerusform>%n Dateien auf dem Stand</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still being written</source>
        <translation>
            <numerusform>%n noch im Entstehen</numerusform>
            <numerusform>%n noch im Entstehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n fehlt</numerusform>
            <numerusform>%n fehlen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not read</source>
        <translation>
            <numerusform>%n nicht gelesen</numerusform>
            <numerusform>%n nicht gelesen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>New conversation (Ctrl+N)</source>
        <translation>Neues Gespräch (Strg+N)</translation>
    </message>
    <message>
        <source>Earlier conversations</source>
        <translation>Frühere Gespräche</translation>
    </message>
    <message>
        <source>Earlier conversations (Ctrl+H)</source>
        <translation>Frühere Gespräche (Strg+H)</translation>
    </message>
    <message>
        <source>This conversation</source>
        <translation>Dieses Gespräch</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Export as Markdown…</source>
        <translation>Als Markdown exportieren …</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>HeatView</name>
    <message>
        <source>The model for pictures does not tell which parts it went by. Others do.</source>
        <translation>Das Modell für Bilder verrät nicht, nach welchen Teilen es ging. Andere tun es.</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Earlier conversations</source>
        <translation>Frühere Gespräche</translation>
    </message>
    <message>
        <source>Search questions and answers</source>
        <translation>Fragen und Antworten durchsuchen</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Gespräche durchsuchen</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Gespräche</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename (F2)</source>
        <translation>Umbenennen (F2)</translation>
    </message>
    <message>
        <source>Export as Markdown</source>
        <translation>Als Markdown exportieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete (Del)</source>
        <translation>Löschen (Entf)</translation>
    </message>
    <message>
        <source>No conversation has these words.</source>
        <translation>Kein Gespräch enthält diese Wörter.</translation>
    </message>
    <message>
        <source>What you ask is kept here.</source>
        <translation>Was Sie fragen, wird hier aufbewahrt.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Export as Markdown…</source>
        <translation>Als Markdown exportieren …</translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>That is an address on the web. Save the file first: Quire fetches nothing by itself.</source>
        <translation>Das ist eine Adresse im Netz. Speichern Sie die Datei zuerst: Quire holt nichts von selbst.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>The original is not where it was. What the library keeps still works.</source>
        <translation>Das Original ist nicht mehr an seinem Platz. Was die Bibliothek aufbewahrt, bleibt nutzbar.</translation>
    </message>
    <message>
        <source>Found by its words already; figures, tables and meaning follow.</source>
        <translation>Schon über seine Wörter zu finden; Abbildungen, Tabellen und Bedeutung folgen.</translation>
    </message>
    <message>
        <source>Some of it could not be read; the details say what.</source>
        <translation>Einiges konnte nicht gelesen werden; die Einzelheiten sagen, was.</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n Seite</numerusform>
            <numerusform>%n Seiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n Dokument</numerusform>
            <numerusform>%n Dokumente</numerusform>
        </translation>
    </message>
    <message>
        <source>today, {time}</source>
        <translation>heute, {time}</translation>
    </message>
    <message>
        <source>yesterday, {time}</source>
        <translation>gestern, {time}</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>Buch</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>All documents</source>
        <translation>Alle Dokumente</translation>
    </message>
    <message>
        <source>Recently added</source>
        <translation>Zuletzt hinzugefügt</translation>
    </message>
    <message>
        <source>Missing originals</source>
        <translation>Fehlende Originale</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Date added</source>
        <translation>Hinzugefügt am</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
</context>
<context>
    <name>LibraryPane</name>
    <message>
        <source>Add documents</source>
        <translation>Dokumente hinzufügen</translation>
    </message>
    <message>
        <source>Filter documents</source>
        <translation>Dokumente filtern</translation>
    </message>
    <message>
        <source>No title, file name or collection holds “{text}”.</source>
        <translation>Kein Titel, Dateiname und keine Sammlung enthält „{text}“.</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>Clear the Filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Drop PDFs, scans, e-books or pictures here. They stay where they are; Quire reads them there.</source>
        <translation>Legen Sie PDFs, Scans, E-Books oder Bilder hier ab. Sie bleiben, wo sie sind; Quire liest sie dort.</translation>
    </message>
    <message>
        <source>Your library is empty</source>
        <translation>Ihre Bibliothek ist leer</translation>
    </message>
    <message>
        <source>Add Files…</source>
        <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
        <source>Drag documents onto its name, or drop files here to add them to it.</source>
        <translation>Ziehen Sie Dokumente auf ihren Namen, oder legen Sie Dateien hier ab, um sie ihr hinzuzufügen.</translation>
    </message>
    <message>
        <source>This collection is empty</source>
        <translation>Diese Sammlung ist leer</translation>
    </message>
    <message>
        <source>All originals are where they were</source>
        <translation>Alle Originale sind an ihrem Platz</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
</context>
<context>
    <name>ListHeader</name>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Show as grid</source>
        <translation>Als Raster zeigen</translation>
    </message>
    <message>
        <source>Show as grid of first pages</source>
        <translation>Als Raster der ersten Seiten zeigen</translation>
    </message>
    <message>
        <source>Sorted by {name}</source>
        <translation>Sortiert nach {name}</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Aufsteigend</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Quire</source>
        <translation>Quire</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n Dokument</numerusform>
            <numerusform>%n Dokumente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n Seite</numerusform>
            <numerusform>%n Seiten</numerusform>
        </translation>
    </message>
    <message>
        <source>No library is open</source>
        <translation>Keine Bibliothek ist geöffnet</translation>
    </message>
    <message>
        <source>The library is in use</source>
        <translation>Die Bibliothek ist in Gebrauch</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>Die Bibliothek lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Other Library…</source>
        <translation>Andere Bibliothek …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Something in Quire went wrong. You can go on; the log file says what it was.</source>
        <translation>In Quire ist etwas schiefgegangen. Sie können weiterarbeiten; die Protokolldatei sagt, was es war.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>ModelCardView</name>
    <message>
        <source>Download of {0}</source>
        <translation>Download von {0}</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Herunterladen …</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Install {0}…</source>
        <translation>{0} installieren …</translation>
    </message>
    <message>
        <source>Stop Using</source>
        <translation>Nicht mehr benutzen</translation>
    </message>
    <message>
        <source>Try the Speed</source>
        <translation>Geschwindigkeit ausprobieren</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Quire is set to stay offline</source>
        <translation>Quire soll offline bleiben</translation>
    </message>
    <message>
        <source>Waits until the download before it is done.</source>
        <translation>Wartet, bis der Download davor fertig ist.</translation>
    </message>
    <message>
        <source>{done} of {total} are here already.</source>
        <translation>{done} von {total} sind schon da.</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Checking that every byte is right</source>
        <translation>Es wird geprüft, ob jedes Byte stimmt</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden …</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
    <message>
        <source>about {0}</source>
        <translation>etwa {0}</translation>
    </message>
    <message>
        <source>more than {0}</source>
        <translation>mehr als {0}</translation>
    </message>
    <message>
        <source>Finds text by its meaning</source>
        <translation>Findet Text nach seiner Bedeutung</translation>
    </message>
    <message>
        <source>Finds pictures by words</source>
        <translation>Findet Bilder durch Worte</translation>
    </message>
    <message>
        <source>Finds pictures and pages by words</source>
        <translation>Findet Bilder und Seiten durch Worte</translation>
    </message>
    <message>
        <source>Judges what was found</source>
        <translation>Beurteilt, was gefunden wurde</translation>
    </message>
    <message>
        <source>Writes answers</source>
        <translation>Schreibt Antworten</translation>
    </message>
    <message>
        <source>Writes answers and looks at pictures</source>
        <translation>Schreibt Antworten und sieht Bilder an</translation>
    </message>
    <message>
        <source>Use for Search</source>
        <translation>Zum Suchen benutzen</translation>
    </message>
    <message>
        <source>Use for Pictures</source>
        <translation>Für Bilder benutzen</translation>
    </message>
    <message>
        <source>Use for Judging</source>
        <translation>Zum Beurteilen benutzen</translation>
    </message>
    <message>
        <source>Use for Answers</source>
        <translation>Für Antworten benutzen</translation>
    </message>
    <message>
        <source>The built-in model</source>
        <translation>Das eingebaute Modell</translation>
    </message>
    <message>
        <source>Comparing word by word</source>
        <translation>Wort für Wort vergleichen</translation>
    </message>
    <message>
        <source>Quoting, without a model</source>
        <translation>Zitieren, ohne Modell</translation>
    </message>
    <message>
        <source>It is compiled for this machine, which takes about ten minutes on two cores and needs a C++ compiler.</source>
        <translation>Sie wird für diesen Rechner übersetzt; das dauert etwa zehn Minuten auf zwei Kernen und braucht einen C++-Compiler.</translation>
    </message>
    <message>
        <source>That is a download of about 400 MB.</source>
        <translation>Das ist ein Download von etwa 400 MB.</translation>
    </message>
    <message>
        <source>It runs on {engine}, which is installed first: {size}.</source>
        <translation>Es läuft mit {engine}; das wird zuerst installiert: {size}.</translation>
    </message>
    <message>
        <source>Too large: needs {needs} of memory, this machine has {there}</source>
        <translation>Zu groß: braucht {needs} Arbeitsspeicher, dieser Rechner hat {there}</translation>
    </message>
    <message>
        <source>Tight: needs {needs} of memory, {free} are free now</source>
        <translation>Knapp: braucht {needs} Arbeitsspeicher, {free} sind jetzt frei</translation>
    </message>
    <message>
        <source>Fits: needs {needs} of memory, {free} are free now</source>
        <translation>Passt: braucht {needs} Arbeitsspeicher, {free} sind jetzt frei</translation>
    </message>
    <message>
        <source>many languages</source>
        <translation>viele Sprachen</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>size not known</source>
        <translation>Größe unbekannt</translation>
    </message>
    <message>
        <source>{n} tokens/s here</source>
        <translation>hier {n} Token/s</translation>
    </message>
    <message>
        <source>{n} texts/s here</source>
        <translation>hier {n} Texte/s</translation>
    </message>
    <message>
        <source>{n} pictures/s here</source>
        <translation>hier {n} Bilder/s</translation>
    </message>
    <message>
        <source>{n} passages/s here</source>
        <translation>hier {n} Textstellen/s</translation>
    </message>
    <message>
        <source>A plugin brings it: there is nothing to download</source>
        <translation>Ein Plugin bringt es mit: Es gibt nichts herunterzuladen</translation>
    </message>
</context>
<context>
    <name>ModelsList</name>
    <message>
        <source>Quire is set to stay offline, so no model can be downloaded. Import files you have, or change it on the page Privacy.</source>
        <translation>Quire soll offline bleiben, darum kann kein Modell heruntergeladen werden. Importieren Sie Dateien, die Sie haben, oder ändern Sie es auf der Seite Privatsphäre.</translation>
    </message>
    <message>
        <source>On This Machine</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Built in, downloaded or imported</source>
        <translation>Eingebaut, heruntergeladen oder importiert</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>One for each kind of work, for a machine like this</source>
        <translation>Eines für jede Art von Arbeit, für einen Rechner wie diesen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Every model Quire knows</source>
        <translation>Jedes Modell, das Quire kennt</translation>
    </message>
    <message>
        <source>Which models are shown</source>
        <translation>Welche Modelle gezeigt werden</translation>
    </message>
    <message>
        <source>Filter models</source>
        <translation>Modelle filtern</translation>
    </message>
    <message>
        <source>Download and Use All…</source>
        <translation>Alle herunterladen und benutzen …</translation>
    </message>
    <message>
        <source>Have one already? Drop a model file (GGUF, safetensors) or its folder here.</source>
        <translation>Schon eines da? Eine Modelldatei (GGUF, safetensors) oder ihren Ordner hier ablegen.</translation>
    </message>
    <message>
        <source>Import File…</source>
        <translation>Datei importieren …</translation>
    </message>
    <message>
        <source>Import Folder…</source>
        <translation>Ordner importieren …</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>No model fits these words.</source>
        <translation>Kein Modell passt zu diesen Wörtern.</translation>
    </message>
    <message>
        <source>These suit a machine with {memory} of memory.</source>
        <translation>Diese passen zu einem Rechner mit {memory} Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>What suits this machine is here.</source>
        <translation>Was zu diesem Rechner passt, ist da.</translation>
    </message>
    <message>
        <source>Import a model</source>
        <translation>Ein Modell importieren</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>{0} was imported.</source>
        <translation>{0} wurde importiert.</translation>
    </message>
    <message>
        <source>Importing a model</source>
        <translation>Ein Modell wird importiert</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>What runs on this machine</source>
        <translation>Was auf diesem Rechner läuft</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>no library is open</source>
        <translation>keine Bibliothek ist geöffnet</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird nachgesehen …</translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message>
        <source>Not in what was searched</source>
        <translation>Nicht in dem, was durchsucht wurde</translation>
    </message>
    <message>
        <source>Not in your library</source>
        <translation>Nicht in Ihrer Bibliothek</translation>
    </message>
    <message>
        <source>Ask the Whole Library</source>
        <translation>Die ganze Bibliothek befragen</translation>
    </message>
    <message>
        <source>Nothing that was searched speaks of {0}. Another word for it may help.</source>
        <translation>Nichts von dem, was durchsucht wurde, spricht von {0}. Ein anderes Wort dafür kann helfen.</translation>
    </message>
    <message>
        <source>No place answers this well enough to be quoted.</source>
        <translation>Keine Stelle beantwortet dies gut genug, um zitiert zu werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) are still being read; ask again when they are ready.</source>
        <translation>
            <numerusform>%n Dokument wird noch gelesen; fragen Sie noch einmal, wenn es fertig ist.</numerusform>
            <numerusform>%n Dokumente werden noch gelesen; fragen Sie noch einmal, wenn sie fertig sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Other words, a shorter question, or adding the document that knows it may help.</source>
        <translation>Andere Wörter, eine kürzere Frage oder das Dokument, das es weiß, können helfen.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Password of this document</source>
        <translation>Kennwort dieses Dokuments</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
</context>
<context>
    <name>NoticesDialog</name>
    <message>
        <source>Third-Party Notices</source>
        <translation>Hinweise zu Dritten</translation>
    </message>
    <message>
        <source>Quire is made with the work of others</source>
        <translation>Quire ist mit der Arbeit anderer gemacht</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sieht nach …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>licence not stated</source>
        <translation>Lizenz nicht angegeben</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>Failed. Quire tells why.</source>
        <translation>Fehlgeschlagen. Quire sagt, warum.</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
</context>
<context>
    <name>PageCanvas</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>PageMenu</name>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Ask About a Part of the Page</source>
        <translation>Zu einem Teil der Seite fragen</translation>
    </message>
    <message>
        <source>Ask About the Whole Page</source>
        <translation>Zur ganzen Seite fragen</translation>
    </message>
    <message>
        <source>Draw the Page Again</source>
        <translation>Seite neu zeichnen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Find in This Document</source>
        <translation>In diesem Dokument suchen</translation>
    </message>
    <message>
        <source>Select the Words of This Page</source>
        <translation>Wörter dieser Seite auswählen</translation>
    </message>
    <message>
        <source>Ask About This Table</source>
        <translation>Zu dieser Tabelle fragen</translation>
    </message>
    <message>
        <source>Ask About This Formula</source>
        <translation>Zu dieser Formel fragen</translation>
    </message>
    <message>
        <source>Ask About This Figure</source>
        <translation>Zu dieser Abbildung fragen</translation>
    </message>
</context>
<context>
    <name>PanelDock</name>
    <message>
        <source>Try Again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Locked file</source>
        <translation>Gesperrte Datei</translation>
    </message>
    <message>
        <source>Quire forgets the password when it closes. What it reads from the file, pictures of its pages included, is kept in your library without one.</source>
        <translation>Quire vergisst das Kennwort, wenn es sich schließt. Was es aus der Datei liest, auch Bilder ihrer Seiten, liegt ohne Kennwort in Ihrer Bibliothek.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>“{name}” is locked.</source>
        <translation>„{name}“ ist gesperrt.</translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) are too; the password is tried on all of them.</source>
        <translation>
            <numerusform>%n weitere Datei ist es auch; das Kennwort wird bei allen versucht.</numerusform>
            <numerusform>%n weitere Dateien sind es auch; das Kennwort wird bei allen versucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>That password does not fit.</source>
        <translation>Dieses Kennwort passt nicht.</translation>
    </message>
    <message>
        <source>Password of {name}</source>
        <translation>Kennwort von {name}</translation>
    </message>
</context>
<context>
    <name>PictureCatchUp</name>
    <message>
        <source>Looking at pictures</source>
        <translation>Bilder werden angesehen</translation>
    </message>
</context>
<context>
    <name>PluginCard</name>
    <message>
        <source>Brings: {0}</source>
        <translation>Bringt: {0}</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Enable…</source>
        <translation>Einschalten …</translation>
    </message>
</context>
<context>
    <name>PluginMenu</name>
    <message>
        <source>&amp;Plugins</source>
        <translation>&amp;Plugins</translation>
    </message>
    <message>
        <source>The plugin {0} held the last window up until it was ended, in {1}. It is switched off now.</source>
        <translation>Das Plugin {0} hielt das letzte Fenster auf, bis es beendet wurde, in {1}. Es ist jetzt ausgeschaltet.</translation>
    </message>
    <message>
        <source>Enable Again</source>
        <translation>Wieder einschalten</translation>
    </message>
    <message numerus="yes">
        <source>The plugin {0} held the window up for %n second(s), in {1}.</source>
        <translation>
            <numerusform>Das Plugin {0} hielt das Fenster %n Sekunde lang auf, in {1}.</numerusform>
            <numerusform>Das Plugin {0} hielt das Fenster %n Sekunden lang auf, in {1}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Disable It</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>Plugins</translation>
    </message>
    <message>
        <source>&amp;Manage Plugins…</source>
        <translation>Plugins &amp;verwalten …</translation>
    </message>
</context>
<context>
    <name>PluginRows</name>
    <message>
        <source>Settings of {0}</source>
        <translation>Einstellungen von {0}</translation>
    </message>
</context>
<context>
    <name>PluginsPage</name>
    <message>
        <source>Looking…</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>No library is open.</source>
        <translation>Keine Bibliothek ist geöffnet.</translation>
    </message>
    <message>
        <source>FOLDER</source>
        <translation>ORDNER</translation>
    </message>
    <message>
        <source>No plugin is there, and this packaged program takes none. Quire run from its sources does.</source>
        <translation>Kein Plugin ist da, und dieses Programmpaket nimmt keine auf. Quire aus seinen Quellen tut es.</translation>
    </message>
    <message>
        <source>No plugin is installed. This command installs one beside Quire: {0}</source>
        <translation>Kein Plugin ist installiert. Dieser Befehl installiert eines neben Quire: {0}</translation>
    </message>
    <message>
        <source>Enable {0}?</source>
        <translation>{0} einschalten?</translation>
    </message>
    <message>
        <source>A plugin may do everything you may do on this machine: read and change files, and use the network. Enable only what you trust. It comes from the package {0}.</source>
        <translation>Ein Plugin darf alles, was Sie auf diesem Rechner dürfen: Dateien lesen und ändern und das Netz benutzen. Schalten Sie nur ein, wem Sie vertrauen. Es kommt aus dem Paket {0}.</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>What a plugin brings is there as soon as you enable it, and gone as soon as you disable it.</source>
        <translation>Was ein Plugin mitbringt, ist da, sobald Sie es einschalten, und fort, sobald Sie es ausschalten.</translation>
    </message>
</context>
<context>
    <name>Pointing</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>ProblemDialog</name>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Technical detail</source>
        <translation>Technische Einzelheiten</translation>
    </message>
</context>
<context>
    <name>QuestionBox</name>
    <message>
        <source>Editing an earlier question</source>
        <translation>Eine frühere Frage wird bearbeitet</translation>
    </message>
    <message>
        <source>Leave the question as it was</source>
        <translation>Die Frage lassen, wie sie war</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Answer from what is found, with its sources</source>
        <translation>Antwort aus dem Gefundenen, mit Quellen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Only find the places, without an answer</source>
        <translation>Nur die Stellen finden, ohne Antwort</translation>
    </message>
    <message>
        <source>Ask or search</source>
        <translation>Fragen oder suchen</translation>
    </message>
    <message>
        <source>Attach a picture…</source>
        <translation>Bild anhängen …</translation>
    </message>
    <message>
        <source>Kind of evidence</source>
        <translation>Art der Belege</translation>
    </message>
    <message>
        <source>What to look for</source>
        <translation>Wonach gesucht wird</translation>
    </message>
    <message>
        <source>Look for: {0}</source>
        <translation>Suchen nach: {0}</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>Ask with a picture</source>
        <translation>Mit einem Bild fragen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n Dokument</numerusform>
            <numerusform>%n Dokumente</numerusform>
        </translation>
    </message>
    <message>
        <source>The question was cut after {0} characters. Add a long text as a document instead.</source>
        <translation>Die Frage wurde nach {0} Zeichen gekürzt. Fügen Sie einen langen Text lieber als Dokument hinzu.</translation>
    </message>
    <message>
        <source>Search your library</source>
        <translation>Ihre Bibliothek durchsuchen</translation>
    </message>
    <message>
        <source>Ask your library</source>
        <translation>Fragen Sie Ihre Bibliothek</translation>
    </message>
    <message>
        <source>Search in {0}</source>
        <translation>In {0} suchen</translation>
    </message>
    <message>
        <source>Ask {0}</source>
        <translation>{0} befragen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
</context>
<context>
    <name>QuestionBubble</name>
    <message>
        <source>Picture asked with</source>
        <translation>Bild der Frage</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>only in: {0}</source>
        <translation>nur in: {0}</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
</context>
<context>
    <name>QuestionEdit</name>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Enter asks, Shift+Enter begins a new line</source>
        <translation>Eingabe fragt, Umschalt+Eingabe beginnt eine neue Zeile</translation>
    </message>
</context>
<context>
    <name>RecentDocuments</name>
    <message>
        <source>Open &amp;Recent</source>
        <translation>Zu&amp;letzt angesehen</translation>
    </message>
    <message>
        <source>Documents looked at last</source>
        <translation>Zuletzt angesehene Dokumente</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>Forget These</source>
        <translation>Diese vergessen</translation>
    </message>
</context>
<context>
    <name>Relocation</name>
    <message>
        <source>Move the library?</source>
        <translation>Die Bibliothek verschieben?</translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation>Von {0}</translation>
    </message>
    <message>
        <source>To {0}</source>
        <translation>Nach {0}</translation>
    </message>
    <message>
        <source>It cannot be asked meanwhile. The old folder goes only when the new one is whole; your documents themselves stay where they are.</source>
        <translation>Sie kann so lange nicht gefragt werden. Der alte Ordner verschwindet erst, wenn der neue vollständig ist; Ihre Dokumente selbst bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>The library is in {0} now.</source>
        <translation>Die Bibliothek ist jetzt in {0}.</translation>
    </message>
    <message>
        <source>The library is where it was, in {0}.</source>
        <translation>Die Bibliothek ist, wo sie war, in {0}.</translation>
    </message>
    <message>
        <source>Restore the backup?</source>
        <translation>Die Sicherung wiederherstellen?</translation>
    </message>
    <message>
        <source>The restored library is used from then on. The one that is open now stays as it is, in {0}.</source>
        <translation>Die wiederhergestellte Bibliothek wird von da an benutzt. Die jetzt geöffnete bleibt, wie sie ist, in {0}.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>The backup is restored in {0}. The library from before is in {1}.</source>
        <translation>Die Sicherung ist in {0} wiederhergestellt. Die bisherige Bibliothek liegt in {1}.</translation>
    </message>
    <message>
        <source>Nothing was restored. The library in {0} is open again.</source>
        <translation>Nichts wurde wiederhergestellt. Die Bibliothek in {0} ist wieder geöffnet.</translation>
    </message>
    <message>
        <source>Folder to move the library to</source>
        <translation>Ordner, in den die Bibliothek kommt</translation>
    </message>
    <message>
        <source>Backup to restore</source>
        <translation>Sicherung, die wiederhergestellt wird</translation>
    </message>
    <message>
        <source>Folder to unpack the backup in</source>
        <translation>Ordner, in den die Sicherung entpackt wird</translation>
    </message>
</context>
<context>
    <name>RelocationDialog</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Documents are being added. Wait until they are in the library, or stop that first.</source>
        <translation>Es werden Dokumente hinzugefügt. Warten Sie, bis sie in der Bibliothek sind, oder halten Sie das zuerst an.</translation>
    </message>
    <message>
        <source>Closing the library…</source>
        <translation>Die Bibliothek wird geschlossen …</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
</context>
<context>
    <name>RemovableChip</name>
    <message>
        <source>{0}, remove</source>
        <translation>{0}, entfernen</translation>
    </message>
    <message>
        <source>{0}
Click to remove this limit</source>
        <translation>{0}
Klicken, um diese Grenze aufzuheben</translation>
    </message>
</context>
<context>
    <name>RowWidget</name>
    <message>
        <source>Takes effect when Quire starts again.</source>
        <translation>Wirkt, wenn Quire neu startet.</translation>
    </message>
    <message>
        <source>Reset “{name}”</source>
        <translation>„{name}“ zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
</context>
<context>
    <name>ScopeLine</name>
    <message>
        <source>Ask everything again</source>
        <translation>Wieder alles befragen</translation>
    </message>
    <message>
        <source>Asking only this document</source>
        <translation>Nur dieses Dokument wird befragt</translation>
    </message>
    <message numerus="yes">
        <source>Asking only these %n documents</source>
        <translation>
            <numerusform>Nur dieses %n Dokument wird befragt</numerusform>
            <numerusform>Nur diese %n Dokumente werden befragt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Folder of the library that opens by itself; empty means the usual place for application data.</source>
        <translation>Ordner der Bibliothek, die sich von selbst öffnet; leer bedeutet der übliche Ort für Programmdaten.</translation>
    </message>
    <message>
        <source>How many files or pages are read at the same time.</source>
        <translation>Wie viele Dateien oder Seiten gleichzeitig gelesen werden.</translation>
    </message>
    <message>
        <source>Recognise text in scans and pictures.</source>
        <translation>Text in Scans und Bildern erkennen.</translation>
    </message>
    <message>
        <source>Analyse the layout of pages: where it pays (auto), on every page (always), or never (off).</source>
        <translation>Gestaltung der Seiten untersuchen: wo es sich lohnt (auto), auf jeder Seite (always) oder nie (off).</translation>
    </message>
    <message>
        <source>Seconds after which a page that does not finish is given up.</source>
        <translation>Sekunden, nach denen eine Seite aufgegeben wird, die nicht fertig wird.</translation>
    </message>
    <message>
        <source>Memory that one reader process may use, in MiB; 0 sets no limit.</source>
        <translation>Speicher, den ein Leseprozess nutzen darf, in MiB; 0 setzt keine Grenze.</translation>
    </message>
    <message>
        <source>Processor threads for models; 0 chooses by the machine.</source>
        <translation>Prozessor-Threads für Modelle; 0 richtet sich nach dem Rechner.</translation>
    </message>
    <message>
        <source>Run models on the graphics processor where there is one (auto), or never (off).</source>
        <translation>Modelle auf dem Grafikprozessor ausführen, wo es einen gibt (auto), oder nie (off).</translation>
    </message>
    <message>
        <source>How many tokens question, evidence and answer may have together; more takes more memory.</source>
        <translation>Wie viele Token Frage, Belege und Antwort zusammen haben dürfen; mehr braucht mehr Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>Folder that models are downloaded to; empty means the usual place for application data.</source>
        <translation>Ordner, in den Modelle heruntergeladen werden; leer bedeutet den üblichen Ort für Anwendungsdaten.</translation>
    </message>
    <message>
        <source>Address models are downloaded from; empty means HF_ENDPOINT or huggingface.co.</source>
        <translation>Adresse, von der Modelle heruntergeladen werden; leer bedeutet HF_ENDPOINT oder huggingface.co.</translation>
    </message>
    <message>
        <source>Model that embeds text; empty means the built-in one.</source>
        <translation>Modell, das Text einbettet; leer bedeutet das eingebaute.</translation>
    </message>
    <message>
        <source>Length that vectors of text are cut to, where their model allows it; 0 keeps them whole.</source>
        <translation>Länge, auf die Vektoren von Text gekürzt werden, wo ihr Modell es erlaubt; 0 lässt sie ganz.</translation>
    </message>
    <message>
        <source>Model that embeds pictures; empty means the built-in one.</source>
        <translation>Modell, das Bilder einbettet; leer heißt das eingebaute.</translation>
    </message>
    <message>
        <source>Look at pictures, so that they are found by what they show, not only by what is written about them.</source>
        <translation>Bilder ansehen, damit sie nach dem gefunden werden, was sie zeigen, nicht nur nach dem, was über sie geschrieben steht.</translation>
    </message>
    <message>
        <source>Model that judges candidates; empty means word by word comparison.</source>
        <translation>Modell, das Treffer beurteilt; leer bedeutet Vergleich Wort für Wort.</translation>
    </message>
    <message>
        <source>Model that writes answers; empty means quoted sentences.</source>
        <translation>Modell, das Antworten schreibt; leer bedeutet zitierte Sätze.</translation>
    </message>
    <message>
        <source>How many results a search shows.</source>
        <translation>Wie viele Treffer eine Suche zeigt.</translation>
    </message>
    <message>
        <source>Compare the best candidates word by word before showing them.</source>
        <translation>Die besten Kandidaten Wort für Wort vergleichen, bevor sie gezeigt werden.</translation>
    </message>
    <message>
        <source>Seconds that the reranking model may spend on a question, while the first results are already there.</source>
        <translation>Sekunden, die das beurteilende Modell an einer Frage arbeiten darf, während die ersten Treffer schon da sind.</translation>
    </message>
    <message>
        <source>Let the reranking model judge candidates one by one (pointwise), or the language model put them in order in one pass, without a time limit (listwise).</source>
        <translation>Das beurteilende Modell Treffer einzeln bewerten lassen (pointwise), oder das Sprachmodell sie in einem Durchgang ordnen lassen, ohne Zeitgrenze (listwise).</translation>
    </message>
    <message>
        <source>Let a language model that sees judge figures, photographs and scans by their pictures, one by one; not in listwise mode, which reads words.</source>
        <translation>Ein Sprachmodell, das sieht, Abbildungen, Fotos und Scans einzeln nach ihren Bildern beurteilen lassen; nicht im Modus listwise, der Wörter liest.</translation>
    </message>
    <message>
        <source>How long an answer may become, in tokens.</source>
        <translation>Wie lang eine Antwort werden darf, in Token.</translation>
    </message>
    <message>
        <source>How much evidence a language model reads for an answer, in tokens; less answers sooner.</source>
        <translation>Wie viele Belege ein Sprachmodell für eine Antwort liest, in Token; weniger antwortet früher.</translation>
    </message>
    <message>
        <source>How freely the language model chooses its words; 0 always takes the likeliest.</source>
        <translation>Wie frei das Sprachmodell seine Wörter wählt; 0 nimmt immer das wahrscheinlichste.</translation>
    </message>
    <message>
        <source>Let models that can do so think aloud before they answer; better, but slower.</source>
        <translation>Modelle, die es können, vor der Antwort laut denken lassen; besser, aber langsamer.</translation>
    </message>
    <message>
        <source>How many pictures of figures, tables and scans a model that sees may look at for an answer.</source>
        <translation>Wie viele Bilder von Abbildungen, Tabellen und Scans ein sehendes Modell für eine Antwort ansehen darf.</translation>
    </message>
    <message>
        <source>Longest side of such a picture; larger regions are shown in parts. Fewer pixels answer sooner.</source>
        <translation>Längste Seite eines solchen Bildes; größere Bereiche werden in Teilen gezeigt. Weniger Pixel antworten früher.</translation>
    </message>
    <message>
        <source>Plugins that are switched on, with commas between them.</source>
        <translation>Eingeschaltete Plugins, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Never open a network connection, not even for a model you ask for.</source>
        <translation>Nie eine Netzverbindung öffnen, auch nicht für ein Modell, das Sie verlangen.</translation>
    </message>
    <message>
        <source>Light or dark, or as the system wishes.</source>
        <translation>Hell oder dunkel, oder wie das System es wünscht.</translation>
    </message>
    <message>
        <source>Size of words and buttons; 1 is normal. Ctrl + and Ctrl − change it too.</source>
        <translation>Größe von Wörtern und Knöpfen; 1 ist normal. Strg + und Strg − ändern sie auch.</translation>
    </message>
    <message>
        <source>Language of the window.</source>
        <translation>Sprache des Fensters.</translation>
    </message>
    <message>
        <source>Tell on the desktop when long work ends while the window is not in front.</source>
        <translation>Auf dem Schreibtisch melden, wenn lange Arbeit endet, während das Fenster nicht vorne ist.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Watched Folders</source>
        <translation>Beobachtete Ordner</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>Plugins</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Folder of the library</source>
        <translation>Ordner der Bibliothek</translation>
    </message>
    <message>
        <source>Files read at the same time</source>
        <translation>Gleichzeitig gelesene Dateien</translation>
    </message>
    <message>
        <source>Recognise text in scans</source>
        <translation>Text in Scans erkennen</translation>
    </message>
    <message>
        <source>Analyse the layout</source>
        <translation>Gestaltung untersuchen</translation>
    </message>
    <message>
        <source>Time for a page (seconds)</source>
        <translation>Zeit für eine Seite (Sekunden)</translation>
    </message>
    <message>
        <source>Memory for a reader (MiB)</source>
        <translation>Speicher für ein Leseprogramm (MiB)</translation>
    </message>
    <message>
        <source>Writing answers</source>
        <translation>Antworten schreiben</translation>
    </message>
    <message>
        <source>Judging what was found</source>
        <translation>Gefundenes beurteilen</translation>
    </message>
    <message>
        <source>Finding text by its meaning</source>
        <translation>Text nach Bedeutung finden</translation>
    </message>
    <message>
        <source>Finding pictures by words</source>
        <translation>Bilder durch Worte finden</translation>
    </message>
    <message>
        <source>Look at pictures</source>
        <translation>Bilder ansehen</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>Prozessor-Threads</translation>
    </message>
    <message>
        <source>Graphics processor</source>
        <translation>Grafikprozessor</translation>
    </message>
    <message>
        <source>Room for question and evidence (tokens)</source>
        <translation>Platz für Frage und Belege (Token)</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>Ordner der Modelle</translation>
    </message>
    <message>
        <source>Address of the model hub</source>
        <translation>Adresse des Modellverzeichnisses</translation>
    </message>
    <message>
        <source>Length of vectors</source>
        <translation>Länge der Vektoren</translation>
    </message>
    <message>
        <source>Results shown</source>
        <translation>Gezeigte Treffer</translation>
    </message>
    <message>
        <source>Compare candidates word by word</source>
        <translation>Kandidaten Wort für Wort vergleichen</translation>
    </message>
    <message>
        <source>Seconds for the reranking model</source>
        <translation>Sekunden für das beurteilende Modell</translation>
    </message>
    <message>
        <source>How models rerank</source>
        <translation>Wie Modelle beurteilen</translation>
    </message>
    <message>
        <source>Judge pictures by their looks</source>
        <translation>Bilder nach ihrem Aussehen beurteilen</translation>
    </message>
    <message>
        <source>Longest answer (tokens)</source>
        <translation>Längste Antwort (Token)</translation>
    </message>
    <message>
        <source>Most evidence (tokens)</source>
        <translation>Höchstens so viele Belege (Token)</translation>
    </message>
    <message>
        <source>Freedom in choosing words</source>
        <translation>Freiheit bei der Wortwahl</translation>
    </message>
    <message>
        <source>Think before answering</source>
        <translation>Vor der Antwort nachdenken</translation>
    </message>
    <message>
        <source>Pictures looked at</source>
        <translation>Angesehene Bilder</translation>
    </message>
    <message>
        <source>Size of pictures looked at (pixels)</source>
        <translation>Größe angesehener Bilder (Pixel)</translation>
    </message>
    <message>
        <source>Plugins switched on</source>
        <translation>Eingeschaltete Plugins</translation>
    </message>
    <message>
        <source>Stay offline</source>
        <translation>Ohne Netz bleiben</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Desktop notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Where it pays</source>
        <translation>Wo es sich lohnt</translation>
    </message>
    <message>
        <source>On every page</source>
        <translation>Auf jeder Seite</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>Einzeln</translation>
    </message>
    <message>
        <source>All at once</source>
        <translation>Alle auf einmal</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>No setting fits these words.</source>
        <translation>Keine Einstellung passt zu diesen Wörtern.</translation>
    </message>
    <message>
        <source>Settings of this page</source>
        <translation>Einstellungen dieser Seite</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Rename conversation</source>
        <translation>Gespräch umbenennen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Export conversation</source>
        <translation>Gespräch exportieren</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Exported to “{0}”.</source>
        <translation>Nach „{0}“ exportiert.</translation>
    </message>
    <message>
        <source>Deleted “{0}”.</source>
        <translation>„{0}“ gelöscht.</translation>
    </message>
    <message>
        <source>conversation</source>
        <translation>Gespräch</translation>
    </message>
</context>
<context>
    <name>ShelfDelegate</name>
    <message>
        <source>Name of the collection</source>
        <translation>Name der Sammlung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>ShelfView</name>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>New Collection</source>
        <translation>Neue Sammlung</translation>
    </message>
    <message>
        <source>New Collection Inside</source>
        <translation>Neue Sammlung darin</translation>
    </message>
    <message>
        <source>Rename Collection</source>
        <translation>Sammlung umbenennen</translation>
    </message>
    <message>
        <source>Delete Collection</source>
        <translation>Sammlung löschen</translation>
    </message>
    <message>
        <source>New collection</source>
        <translation>Neue Sammlung</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Pages and contents</source>
        <translation>Seiten und Inhalt</translation>
    </message>
    <message>
        <source>Page thumbnails</source>
        <translation>Seitenvorschau</translation>
    </message>
    <message>
        <source>Table of contents</source>
        <translation>Inhaltsverzeichnis</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>{title}, page {n}</source>
        <translation>{title}, Seite {n}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>What you ask and add is sent to {0}</source>
        <translation>Was Sie fragen und hinzufügen, wird an {0} gesendet</translation>
    </message>
    <message>
        <source>{work}: done</source>
        <translation>{work}: fertig</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{done} of {total} {unit}</source>
        <translation>{done} von {total} {unit}</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>Dokumenten</translation>
    </message>
    <message>
        <source>elements</source>
        <translation>Elementen</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>noch wenige Sekunden</translation>
    </message>
    <message>
        <source>about {n} s left</source>
        <translation>noch etwa {n} s</translation>
    </message>
    <message>
        <source>about {n} min left</source>
        <translation>noch etwa {n} min</translation>
    </message>
    <message>
        <source>about {n} h left</source>
        <translation>noch etwa {n} h</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>On disk</source>
        <translation>Auf dem Datenträger</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Checks that the library is whole</source>
        <translation>Prüft, ob die Bibliothek heil ist</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Builds the vector index again from the catalogue</source>
        <translation>Baut das Vektorverzeichnis neu aus dem Katalog auf</translation>
    </message>
    <message>
        <source>Show Folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Back Up…</source>
        <translation>Sichern …</translation>
    </message>
    <message>
        <source>Writes the whole library into one file, while it stays open</source>
        <translation>Schreibt die ganze Bibliothek in eine Datei, während sie offen bleibt</translation>
    </message>
    <message>
        <source>Restore a Backup…</source>
        <translation>Sicherung wiederherstellen …</translation>
    </message>
    <message>
        <source>Unpacks a backup into a new folder and opens it</source>
        <translation>Entpackt eine Sicherung in einen neuen Ordner und öffnet sie</translation>
    </message>
    <message>
        <source>Move the Library…</source>
        <translation>Bibliothek verschieben …</translation>
    </message>
    <message>
        <source>Brings the library to another folder or disk</source>
        <translation>Bringt die Bibliothek in einen anderen Ordner oder auf einen anderen Datenträger</translation>
    </message>
    <message>
        <source>Altogether</source>
        <translation>Zusammen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Word index</source>
        <translation>Wortverzeichnis</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>Vector index</source>
        <translation>Vektorverzeichnis</translation>
    </message>
    <message>
        <source>Figures and pages</source>
        <translation>Abbildungen und Seiten</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Checking; this waits for documents that are being added.</source>
        <translation>Wird geprüft; das wartet auf Dokumente, die gerade hinzugefügt werden.</translation>
    </message>
    <message>
        <source>Checking the library</source>
        <translation>Bibliothek wird geprüft</translation>
    </message>
    <message>
        <source>Repairing…</source>
        <translation>Wird repariert …</translation>
    </message>
    <message>
        <source>Repairing the library</source>
        <translation>Bibliothek wird repariert</translation>
    </message>
    <message>
        <source>Back up the library</source>
        <translation>Die Bibliothek sichern</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>The library is backed up in {0}.</source>
        <translation>Die Bibliothek ist in {0} gesichert.</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>Wird gesichert …</translation>
    </message>
    <message>
        <source>Backing up the library</source>
        <translation>Die Bibliothek wird gesichert</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s): </source>
        <translation>
            <numerusform>%n Problem: </numerusform>
            <numerusform>%n Probleme: </numerusform>
        </translation>
    </message>
    <message>
        <source>The library is whole.</source>
        <translation>Die Bibliothek ist heil.</translation>
    </message>
</context>
<context>
    <name>Swapping</name>
    <message>
        <source>This passage was not found on the printed pages. It must stand about here.</source>
        <translation>Diese Stelle wurde auf den gedruckten Seiten nicht gefunden. Sie muss ungefähr hier stehen.</translation>
    </message>
    <message>
        <source>Drawing the pages as they are printed…</source>
        <translation>Die Seiten werden gezeichnet, wie sie gedruckt werden …</translation>
    </message>
</context>
<context>
    <name>SwitchBar</name>
    <message>
        <source>Embedding the library anew</source>
        <translation>Die Bibliothek wird neu eingebettet</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Embedding the library anew was stopped.</source>
        <translation>Das neue Einbetten der Bibliothek wurde angehalten.</translation>
    </message>
    <message>
        <source>Questions are answered with the old vectors meanwhile; what was done is kept.</source>
        <translation>Fragen werden inzwischen mit den alten Vektoren beantwortet; was getan ist, bleibt.</translation>
    </message>
    <message>
        <source>{work}: paused</source>
        <translation>{work}: angehalten</translation>
    </message>
</context>
<context>
    <name>Thought</name>
    <message>
        <source>What the model thought before it answered</source>
        <translation>Was das Modell dachte, bevor es antwortete</translation>
    </message>
    <message>
        <source>Thinking… {0}</source>
        <translation>Denkt nach… {0}</translation>
    </message>
    <message>
        <source>Thought for {0}</source>
        <translation>Hat {0} nachgedacht</translation>
    </message>
</context>
<context>
    <name>Thread</name>
    <message>
        <source>Questions and answers</source>
        <translation>Fragen und Antworten</translation>
    </message>
</context>
<context>
    <name>ThumbnailModel</name>
    <message>
        <source>Page {n}</source>
        <translation>Seite {n}</translation>
    </message>
</context>
<context>
    <name>TitleDelegate</name>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>The document&apos;s own title</source>
        <translation>Der eigene Titel des Dokuments</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>the file is protected by a password</source>
        <translation>Die Datei ist durch ein Kennwort geschützt</translation>
    </message>
    <message>
        <source>give its password (--password-file on the command line), then add it again</source>
        <translation>Geben Sie ihr Kennwort an und fügen Sie sie noch einmal hinzu</translation>
    </message>
    <message>
        <source>that is not the password of this file</source>
        <translation>Das ist nicht das Kennwort dieser Datei</translation>
    </message>
    <message>
        <source>check the password and try again</source>
        <translation>Prüfen Sie das Kennwort und versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>the file is locked with a password</source>
        <translation>Die Datei ist mit einem Kennwort gesperrt</translation>
    </message>
    <message>
        <source>the file is damaged beyond repair, or not what it claims to be</source>
        <translation>Die Datei ist zu stark beschädigt oder nicht das, was sie zu sein vorgibt</translation>
    </message>
    <message>
        <source>the file is damaged and could not be read</source>
        <translation>Die Datei ist beschädigt und konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>the file is damaged: it begins like a book or archive, but its end is missing or broken</source>
        <translation>Die Datei ist beschädigt: Sie beginnt wie ein Buch oder Archiv, doch ihr Ende fehlt oder ist zerstört</translation>
    </message>
    <message>
        <source>open it in another program; if that fails too, get it again from where it came from</source>
        <translation>Öffnen Sie sie in einem anderen Programm; gelingt auch das nicht, holen Sie sie noch einmal von dort, wo sie herkam</translation>
    </message>
    <message>
        <source>get it again from where it came from</source>
        <translation>Holen Sie sie noch einmal von dort, wo sie herkam</translation>
    </message>
    <message>
        <source>the file is cut off; what is left of it was read, pages or pictures may be missing</source>
        <translation>Die Datei ist abgeschnitten; was von ihr übrig ist, wurde gelesen, Seiten oder Bilder können fehlen</translation>
    </message>
    <message>
        <source>the file has no pages</source>
        <translation>Die Datei hat keine Seiten</translation>
    </message>
    <message>
        <source>the file is empty (0 bytes)</source>
        <translation>Die Datei ist leer (0 Byte)</translation>
    </message>
    <message>
        <source>Quire cannot read {0}</source>
        <translation>Quire kann {0} nicht lesen</translation>
    </message>
    <message>
        <source>Quire cannot read HEIC pictures on this machine</source>
        <translation>Quire kann auf diesem Rechner keine HEIC-Bilder lesen</translation>
    </message>
    <message>
        <source>save the picture as JPEG and add that</source>
        <translation>Speichern Sie das Bild als JPEG und fügen Sie dieses hinzu</translation>
    </message>
    <message>
        <source>the picture is damaged and cannot be decoded</source>
        <translation>Das Bild ist beschädigt und kann nicht entziffert werden</translation>
    </message>
    <message>
        <source>the picture is damaged; only a part of it could be decoded</source>
        <translation>Das Bild ist beschädigt; nur ein Teil konnte entziffert werden</translation>
    </message>
    <message>
        <source>the picture has no pixels</source>
        <translation>Das Bild hat keine Bildpunkte</translation>
    </message>
    <message>
        <source>the picture claims {0} × {1} pixels, more than Quire decodes ({2} million)</source>
        <translation>Das Bild gibt {0} × {1} Bildpunkte an, mehr als Quire entziffert ({2} Millionen)</translation>
    </message>
    <message>
        <source>save a smaller version and add that</source>
        <translation>Speichern Sie eine kleinere Fassung und fügen Sie diese hinzu</translation>
    </message>
    <message>
        <source>a picture was left out: {0}</source>
        <translation>Ein Bild wurde ausgelassen: {0}</translation>
    </message>
    <message>
        <source>the file has {0} pages, more than Quire reads at once ({1})</source>
        <translation>Die Datei hat {0} Seiten, mehr als Quire auf einmal liest ({1})</translation>
    </message>
    <message>
        <source>the file makes more than {0} pages</source>
        <translation>Die Datei ergibt mehr als {0} Seiten</translation>
    </message>
    <message>
        <source>the text is {0} MB, more than Quire lays out ({1} MB)</source>
        <translation>Der Text hat {0} MB, mehr als Quire setzt ({1} MB)</translation>
    </message>
    <message>
        <source>the file needs more memory than one file may use</source>
        <translation>Die Datei braucht mehr Speicher, als eine Datei benutzen darf</translation>
    </message>
    <message>
        <source>split it into smaller files and add those</source>
        <translation>Teilen Sie sie in kleinere Dateien und fügen Sie diese hinzu</translation>
    </message>
    <message>
        <source>the file vanished while it was read</source>
        <translation>Die Datei verschwand, während sie gelesen wurde</translation>
    </message>
    <message>
        <source>put it back and add it again</source>
        <translation>Legen Sie sie zurück und fügen Sie sie noch einmal hinzu</translation>
    </message>
    <message>
        <source>the file has changed since Quire looked at it</source>
        <translation>Die Datei hat sich geändert, seit Quire sie angesehen hat</translation>
    </message>
    <message>
        <source>add it again</source>
        <translation>Fügen Sie sie noch einmal hinzu</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>Die Datei ist nicht da</translation>
    </message>
    <message>
        <source>put it back where it was, or add it from its new place</source>
        <translation>Legen Sie sie zurück, oder fügen Sie sie von ihrem neuen Platz hinzu</translation>
    </message>
    <message>
        <source>check its name, and whether it was moved, renamed or deleted</source>
        <translation>Prüfen Sie ihren Namen und ob sie verschoben, umbenannt oder gelöscht wurde</translation>
    </message>
    <message>
        <source>the file could not be read ({0})</source>
        <translation>Die Datei konnte nicht gelesen werden ({0})</translation>
    </message>
    <message>
        <source>check its permissions and the disk, then try again</source>
        <translation>Prüfen Sie ihre Rechte und den Datenträger und versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>the file could not be read from its disk ({0})</source>
        <translation>Die Datei konnte nicht von ihrem Datenträger gelesen werden ({0})</translation>
    </message>
    <message>
        <source>check the disk or the connection to it, then try again</source>
        <translation>Prüfen Sie den Datenträger oder die Verbindung zu ihm und versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>the file was being written while it was read</source>
        <translation>Die Datei wurde geschrieben, während sie gelesen wurde</translation>
    </message>
    <message>
        <source>add it again when it is complete</source>
        <translation>Fügen Sie sie noch einmal hinzu, wenn sie vollständig ist</translation>
    </message>
    <message>
        <source>you are not allowed to read this file</source>
        <translation>Sie dürfen diese Datei nicht lesen</translation>
    </message>
    <message>
        <source>you are not allowed to look into this folder</source>
        <translation>Sie dürfen nicht in diesen Ordner sehen</translation>
    </message>
    <message>
        <source>change its permissions, then add it again</source>
        <translation>Ändern Sie die Rechte und fügen Sie es noch einmal hinzu</translation>
    </message>
    <message>
        <source>the file&apos;s name holds bytes that are not valid text</source>
        <translation>Der Name der Datei enthält Bytes, die kein gültiger Text sind</translation>
    </message>
    <message>
        <source>rename the file, then add it again</source>
        <translation>Benennen Sie die Datei um und fügen Sie sie noch einmal hinzu</translation>
    </message>
    <message>
        <source>this is a device or a pipe, not a file</source>
        <translation>Das ist ein Gerät oder eine Pipe, keine Datei</translation>
    </message>
    <message>
        <source>add ordinary files only</source>
        <translation>Fügen Sie nur gewöhnliche Dateien hinzu</translation>
    </message>
    <message>
        <source>it crashed the reader process twice</source>
        <translation>Der Leseprozess ist zweimal daran abgestürzt</translation>
    </message>
    <message>
        <source>the file may be damaged; print it to a new PDF and add that</source>
        <translation>Die Datei ist vielleicht beschädigt; drucken Sie sie in eine neue PDF und fügen Sie diese hinzu</translation>
    </message>
    <message>
        <source>the reader process could not be started</source>
        <translation>Der Leseprozess konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>the page is damaged and could not be read</source>
        <translation>Die Seite ist beschädigt und konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>look at it in another program; if it shows there, print it to a new PDF and add that</source>
        <translation>Sehen Sie sie in einem anderen Programm an; zeigt sie sich dort, drucken Sie sie in eine neue PDF und fügen Sie diese hinzu</translation>
    </message>
    <message>
        <source>the page needs more memory than one page may use</source>
        <translation>Die Seite braucht mehr Speicher, als eine Seite benutzen darf</translation>
    </message>
    <message>
        <source>print the page to a new, simpler PDF and add that</source>
        <translation>Drucken Sie die Seite in eine neue, einfachere PDF und fügen Sie diese hinzu</translation>
    </message>
    <message>
        <source>the text in the pictures on the page could not be recognised</source>
        <translation>Der Text in den Bildern der Seite konnte nicht erkannt werden</translation>
    </message>
    <message>
        <source>read the document again later</source>
        <translation>Lesen Sie das Dokument später noch einmal ein</translation>
    </message>
    <message>
        <source>searchable by its words; figures, tables and meaning follow</source>
        <translation>Nach seinen Wörtern durchsuchbar; Abbildungen, Tabellen und Bedeutung folgen</translation>
    </message>
    <message>
        <source>its pictures were not looked at: {0}</source>
        <translation>Seine Bilder wurden nicht angesehen: {0}</translation>
    </message>
    <message>
        <source>{0} more problems like these</source>
        <translation>{0} weitere Probleme dieser Art</translation>
    </message>
    <message>
        <source>stopped as you asked</source>
        <translation>Auf Ihren Wunsch angehalten</translation>
    </message>
    <message>
        <source>start it again to go on where it stood</source>
        <translation>Starten Sie es noch einmal, dann geht es weiter, wo es stand</translation>
    </message>
    <message>
        <source>the library is open in {0}</source>
        <translation>Die Bibliothek ist in {0} geöffnet</translation>
    </message>
    <message>
        <source>close that one first, or use another library with --library</source>
        <translation>Schließen Sie diese zuerst, oder öffnen Sie eine andere Bibliothek</translation>
    </message>
    <message>
        <source>another program keeps the library&apos;s catalogue locked</source>
        <translation>Ein anderes Programm hält den Katalog der Bibliothek gesperrt</translation>
    </message>
    <message>
        <source>close it (a backup, a sync service, a database viewer) and try again</source>
        <translation>Schließen Sie es (eine Sicherung, einen Abgleichdienst, einen Datenbankbetrachter) und versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>the library&apos;s catalogue is damaged ({0})</source>
        <translation>Der Katalog der Bibliothek ist beschädigt ({0})</translation>
    </message>
    <message>
        <source>restore a backup with `quire restore`, or make a new library and add the documents again</source>
        <translation>Stellen Sie eine Sicherung wieder her, oder legen Sie eine neue Bibliothek an und fügen Sie die Dokumente noch einmal hinzu</translation>
    </message>
    <message>
        <source>the catalogue in this folder was not made by Quire</source>
        <translation>Der Katalog in diesem Ordner stammt nicht von Quire</translation>
    </message>
    <message>
        <source>choose another folder for the library</source>
        <translation>Wählen Sie einen anderen Ordner für die Bibliothek</translation>
    </message>
    <message>
        <source>this library was made by a newer Quire</source>
        <translation>Diese Bibliothek wurde von einem neueren Quire angelegt</translation>
    </message>
    <message>
        <source>update Quire, or choose another library with --library</source>
        <translation>Aktualisieren Sie Quire, oder wählen Sie eine andere Bibliothek</translation>
    </message>
    <message>
        <source>there is no space left where the library lives ({0})</source>
        <translation>Wo die Bibliothek liegt, ist kein Platz mehr ({0})</translation>
    </message>
    <message>
        <source>free some space on that disk, or move the library folder to a larger one, and try again</source>
        <translation>Schaffen Sie dort Platz, oder verschieben Sie die Bibliothek auf einen größeren Datenträger, und versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>the library cannot be written ({0})</source>
        <translation>Die Bibliothek kann nicht beschrieben werden ({0})</translation>
    </message>
    <message>
        <source>check the permissions of that folder and that its disk is not read-only</source>
        <translation>Prüfen Sie die Rechte des Ordners und ob sein Datenträger schreibgeschützt ist</translation>
    </message>
    <message>
        <source>the library folder cannot be used ({0})</source>
        <translation>Der Ordner der Bibliothek kann nicht benutzt werden ({0})</translation>
    </message>
    <message>
        <source>check that it is a folder on a disk that is connected and healthy</source>
        <translation>Prüfen Sie, ob es ein Ordner auf einem angeschlossenen und gesunden Datenträger ist</translation>
    </message>
    <message>
        <source>the disk failed while the library was used ({0})</source>
        <translation>Der Datenträger versagte, während die Bibliothek benutzt wurde ({0})</translation>
    </message>
    <message>
        <source>check that the disk is connected and healthy, then run `quire verify`</source>
        <translation>Prüfen Sie, ob der Datenträger angeschlossen und gesund ist, und prüfen Sie dann die Bibliothek</translation>
    </message>
    <message>
        <source>the library was closed meanwhile</source>
        <translation>Die Bibliothek wurde inzwischen geschlossen</translation>
    </message>
    <message>
        <source>open it again</source>
        <translation>Öffnen Sie sie wieder</translation>
    </message>
    <message>
        <source>the original of this document is gone</source>
        <translation>Das Original dieses Dokuments ist verschwunden</translation>
    </message>
    <message>
        <source>put the file back where it was</source>
        <translation>Legen Sie die Datei dorthin zurück, wo sie war</translation>
    </message>
    <message>
        <source>the original of this document is gone, so it cannot be printed</source>
        <translation>das Original dieses Dokuments ist nicht mehr da, darum kann es nicht gedruckt werden</translation>
    </message>
    <message>
        <source>LibreOffice, which prints this file, is switched off</source>
        <translation>LibreOffice, das diese Datei druckt, ist ausgeschaltet</translation>
    </message>
    <message>
        <source>set plugins.office.libreoffice to auto to let it print</source>
        <translation>setzen Sie plugins.office.libreoffice auf auto, damit es druckt</translation>
    </message>
    <message>
        <source>LibreOffice, which prints this file, is not installed</source>
        <translation>LibreOffice, das diese Datei druckt, ist nicht installiert</translation>
    </message>
    <message>
        <source>install it (Debian: apt install libreoffice-writer libreoffice-calc libreoffice-impress)</source>
        <translation>installieren Sie es (Debian: apt install libreoffice-writer libreoffice-calc libreoffice-impress)</translation>
    </message>
    <message>
        <source>LibreOffice could not print the file: {0}</source>
        <translation>LibreOffice konnte die Datei nicht drucken: {0}</translation>
    </message>
    <message>
        <source>it made nothing of the file</source>
        <translation>es hat aus der Datei nichts gemacht</translation>
    </message>
    <message>
        <source>it took longer than {0} seconds</source>
        <translation>es hat länger als {0} Sekunden gebraucht</translation>
    </message>
    <message>
        <source>it was ended before it was done</source>
        <translation>es wurde beendet, bevor es fertig war</translation>
    </message>
    <message>
        <source>the pages that Quire laid out are still here</source>
        <translation>die von Quire gesetzten Seiten sind weiterhin da</translation>
    </message>
    <message>
        <source>what its program printed cannot be opened</source>
        <translation>was sein Programm gedruckt hat, lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>its pages could not be printed: {0}</source>
        <translation>seine Seiten konnten nicht gedruckt werden: {0}</translation>
    </message>
    <message>
        <source>the original of this document is gone, and no picture of page {0} was kept</source>
        <translation>Das Original dieses Dokuments ist verschwunden, und von Seite {0} wurde kein Bild aufbewahrt</translation>
    </message>
    <message>
        <source>put the file back where it was, or add it again from its new place</source>
        <translation>Legen Sie die Datei zurück, oder fügen Sie sie von ihrem neuen Platz noch einmal hinzu</translation>
    </message>
    <message>
        <source>this document is not in the library any more</source>
        <translation>Dieses Dokument ist nicht mehr in der Bibliothek</translation>
    </message>
    <message>
        <source>this conversation is not in the library any more</source>
        <translation>Dieses Gespräch ist nicht mehr in der Bibliothek</translation>
    </message>
    <message>
        <source>the document was removed or read again meanwhile</source>
        <translation>Das Dokument wurde inzwischen entfernt oder neu gelesen</translation>
    </message>
    <message>
        <source>what was removed cannot be brought back any more</source>
        <translation>Was entfernt wurde, kann nicht mehr zurückgeholt werden</translation>
    </message>
    <message>
        <source>add the files again</source>
        <translation>Fügen Sie die Dateien noch einmal hinzu</translation>
    </message>
    <message>
        <source>{0} is another file or another version of it; its content differs from what was read</source>
        <translation>{0} ist eine andere Datei oder eine andere Fassung; ihr Inhalt ist nicht der, der gelesen wurde</translation>
    </message>
    <message>
        <source>add it as a new document instead</source>
        <translation>Fügen Sie sie stattdessen als neues Dokument hinzu</translation>
    </message>
    <message>
        <source>there is already a collection {0}</source>
        <translation>Es gibt schon eine Sammlung {0}</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>Wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>the title is too long</source>
        <translation>Der Titel ist zu lang</translation>
    </message>
    <message>
        <source>use at most 1000 characters</source>
        <translation>Verwenden Sie höchstens 1000 Zeichen</translation>
    </message>
    <message>
        <source>there is no question</source>
        <translation>Da ist keine Frage</translation>
    </message>
    <message>
        <source>type some words or attach a picture</source>
        <translation>Schreiben Sie einige Wörter oder hängen Sie ein Bild an</translation>
    </message>
    <message>
        <source>the library is being embedded anew already</source>
        <translation>Die Bibliothek wird schon neu eingebettet</translation>
    </message>
    <message>
        <source>the library is being embedded anew</source>
        <translation>Die Bibliothek wird gerade neu eingebettet</translation>
    </message>
    <message>
        <source>the pictures are being looked at already</source>
        <translation>Die Bilder werden schon angesehen</translation>
    </message>
    <message>
        <source>wait for it, or stop it</source>
        <translation>Warten Sie darauf, oder halten Sie es an</translation>
    </message>
    <message>
        <source>there is no picture of this</source>
        <translation>Davon gibt es kein Bild</translation>
    </message>
    <message>
        <source>ask for a figure, a table or a picture</source>
        <translation>Wählen Sie eine Abbildung, eine Tabelle oder ein Bild</translation>
    </message>
    <message>
        <source>that is not a picture Quire can look at</source>
        <translation>Das ist kein Bild, das Quire ansehen kann</translation>
    </message>
    <message>
        <source>use a PNG, JPEG, WebP, GIF, TIFF or HEIC picture</source>
        <translation>Nehmen Sie ein Bild in PNG, JPEG, WebP, GIF, TIFF oder HEIC</translation>
    </message>
    <message>
        <source>the picture has {0} MB, more than Quire looks at ({1} MB)</source>
        <translation>Das Bild hat {0} MB, mehr als Quire ansieht ({1} MB)</translation>
    </message>
    <message>
        <source>save a smaller version and use that</source>
        <translation>Speichern Sie eine kleinere Fassung und nehmen Sie diese</translation>
    </message>
    <message>
        <source>a backup is a ZIP file, and {0} does not end in {1}</source>
        <translation>Eine Sicherung ist eine ZIP-Datei, und {0} endet nicht auf {1}</translation>
    </message>
    <message>
        <source>a backup inside the library would be lost with it</source>
        <translation>Eine Sicherung in der Bibliothek ginge mit ihr verloren</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>Wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>{0} is there already and is no backup of Quire</source>
        <translation>{0} ist schon da und keine Sicherung von Quire</translation>
    </message>
    <message>
        <source>choose another name, or remove it first</source>
        <translation>Wählen Sie einen anderen Namen, oder entfernen Sie es zuerst</translation>
    </message>
    <message>
        <source>there is no backup at {0}</source>
        <translation>Bei {0} ist keine Sicherung</translation>
    </message>
    <message>
        <source>check its name</source>
        <translation>Prüfen Sie den Namen</translation>
    </message>
    <message>
        <source>this is not a backup made by Quire</source>
        <translation>Das ist keine Sicherung von Quire</translation>
    </message>
    <message>
        <source>this backup is damaged; nothing was restored from it</source>
        <translation>Diese Sicherung ist beschädigt; nichts wurde aus ihr wiederhergestellt</translation>
    </message>
    <message>
        <source>use another backup, if there is one</source>
        <translation>Nehmen Sie eine andere Sicherung, wenn es eine gibt</translation>
    </message>
    <message>
        <source>this backup was made by a newer Quire</source>
        <translation>Diese Sicherung stammt von einem neueren Quire</translation>
    </message>
    <message>
        <source>update Quire, then restore it</source>
        <translation>Aktualisieren Sie Quire und stellen Sie sie dann wieder her</translation>
    </message>
    <message>
        <source>there is no library in {0}</source>
        <translation>In {0} ist keine Bibliothek</translation>
    </message>
    <message>
        <source>the library is in this folder already</source>
        <translation>Die Bibliothek ist schon in diesem Ordner</translation>
    </message>
    <message>
        <source>the library cannot be moved into itself</source>
        <translation>Die Bibliothek kann nicht in sich selbst verschoben werden</translation>
    </message>
    <message>
        <source>choose a folder outside it</source>
        <translation>Wählen Sie einen Ordner außerhalb</translation>
    </message>
    <message>
        <source>what was copied does not read as it was written; the library stays where it is</source>
        <translation>Was kopiert wurde, liest sich nicht so, wie es geschrieben wurde; die Bibliothek bleibt, wo sie ist</translation>
    </message>
    <message>
        <source>check that the new disk is healthy</source>
        <translation>Prüfen Sie, ob der neue Datenträger gesund ist</translation>
    </message>
    <message>
        <source>an earlier move of a library was interrupted, and its disks are not all here</source>
        <translation>Ein früherer Umzug einer Bibliothek wurde unterbrochen, und seine Datenträger sind nicht alle da</translation>
    </message>
    <message>
        <source>connect them, start Quire once, then try again</source>
        <translation>Schließen Sie sie an, starten Sie Quire einmal und versuchen Sie es dann noch einmal</translation>
    </message>
    <message>
        <source>{0} is not empty</source>
        <translation>{0} ist nicht leer</translation>
    </message>
    <message>
        <source>{0} is there already and is no folder</source>
        <translation>{0} ist schon da und kein Ordner</translation>
    </message>
    <message>
        <source>choose a new or an empty folder</source>
        <translation>Wählen Sie einen neuen oder leeren Ordner</translation>
    </message>
    <message>
        <source>{0} is a whole disk</source>
        <translation>{0} ist ein ganzer Datenträger</translation>
    </message>
    <message>
        <source>name a new folder on it</source>
        <translation>Wählen Sie einen neuen Ordner darauf</translation>
    </message>
    <message>
        <source>{0} needs {1}, and {2} are free on that disk</source>
        <translation>{0} braucht {1}, und {2} sind auf diesem Datenträger frei</translation>
    </message>
    <message>
        <source>free some space there, or choose another disk</source>
        <translation>Schaffen Sie dort Platz, oder wählen Sie einen anderen Datenträger</translation>
    </message>
    <message>
        <source>there is no space left for {0}</source>
        <translation>Für {0} ist kein Platz mehr</translation>
    </message>
    <message>
        <source>free some space on that disk, or choose another</source>
        <translation>Schaffen Sie auf diesem Datenträger Platz, oder wählen Sie einen anderen</translation>
    </message>
    <message>
        <source>{0} cannot be written</source>
        <translation>{0} kann nicht beschrieben werden</translation>
    </message>
    <message>
        <source>check the permissions there and that the disk is not read-only</source>
        <translation>Prüfen Sie die Rechte dort und ob der Datenträger schreibgeschützt ist</translation>
    </message>
    <message>
        <source>{0} cannot be used: {1}</source>
        <translation>{0} kann nicht benutzt werden: {1}</translation>
    </message>
    <message>
        <source>check that its disk is connected and healthy, then try again</source>
        <translation>Prüfen Sie, ob der Datenträger angeschlossen und gesund ist, und versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>{0} is no folder</source>
        <translation>{0} ist kein Ordner</translation>
    </message>
    <message>
        <source>check its name, and that its disk is connected</source>
        <translation>Prüfen Sie den Namen und ob der Datenträger angeschlossen ist</translation>
    </message>
    <message>
        <source>the library&apos;s own folder cannot be watched</source>
        <translation>Der Ordner der Bibliothek selbst kann nicht beobachtet werden</translation>
    </message>
    <message>
        <source>choose the folder of your files</source>
        <translation>Wählen Sie den Ordner Ihrer Dateien</translation>
    </message>
    <message>
        <source>{0} cannot be reached or looked into; nothing in it counts as missing</source>
        <translation>{0} ist nicht zu erreichen oder nicht einzusehen; nichts darin gilt als fehlend</translation>
    </message>
    <message>
        <source>check that its disk or server is connected</source>
        <translation>Prüfen Sie, ob Datenträger oder Server verbunden sind</translation>
    </message>
    <message>
        <source>{0} is empty, though documents came from it; none of them counts as missing</source>
        <translation>{0} ist leer, obwohl Dokumente von dort kamen; keines von ihnen gilt als fehlend</translation>
    </message>
    <message>
        <source>its disk may not be connected; else stop watching it</source>
        <translation>Vielleicht ist der Datenträger nicht angeschlossen; sonst beobachten Sie den Ordner nicht mehr</translation>
    </message>
    <message>
        <source>the settings cannot be saved in {0}</source>
        <translation>Die Einstellungen können nicht in {0} gespeichert werden</translation>
    </message>
    <message>
        <source>free some space or allow writing there</source>
        <translation>Schaffen Sie Platz, oder erlauben Sie dort das Schreiben</translation>
    </message>
    <message>
        <source>{0} is not on this machine</source>
        <translation>{0} ist nicht auf diesem Rechner</translation>
    </message>
    <message>
        <source>download it in the model catalogue</source>
        <translation>Laden Sie es auf der Seite der Modelle</translation>
    </message>
    <message>
        <source>{0} is not on this machine, and Quire is set to stay offline</source>
        <translation>{0} ist nicht auf diesem Rechner, und Quire soll offline bleiben</translation>
    </message>
    <message>
        <source>switch `privacy.offline` off to download it, or import the files from a disk</source>
        <translation>Schalten Sie „Offline bleiben“ aus, um es zu laden, oder holen Sie die Dateien von einem Datenträger</translation>
    </message>
    <message>
        <source>{0} runs at {1}, and Quire is set to stay offline</source>
        <translation>{0} läuft bei {1}, und Quire soll offline bleiben</translation>
    </message>
    <message>
        <source>switch `privacy.offline` off, or choose a model of this machine</source>
        <translation>Schalten Sie „Offline bleiben“ aus, oder wählen Sie ein Modell dieses Rechners</translation>
    </message>
    <message>
        <source>{0} is not installed, and Quire is set to stay offline</source>
        <translation>{0} ist nicht installiert, und Quire soll offline bleiben</translation>
    </message>
    <message>
        <source>{0} is not installed</source>
        <translation>{0} ist nicht installiert</translation>
    </message>
    <message>
        <source>{0} could not be installed</source>
        <translation>{0} konnte nicht installiert werden</translation>
    </message>
    <message>
        <source>it needs a network, free disk space and, to be compiled, a C++ compiler</source>
        <translation>Es braucht ein Netz, freien Platz und zum Übersetzen einen C++-Compiler</translation>
    </message>
    <message>
        <source>{0} could not be downloaded: {1}</source>
        <translation>{0} konnte nicht geladen werden: {1}</translation>
    </message>
    <message>
        <source>check the network, then start it again; it goes on where it stopped</source>
        <translation>Prüfen Sie das Netz und starten Sie es noch einmal; es geht weiter, wo es stehen blieb</translation>
    </message>
    <message>
        <source>wait a while, then start it again; it goes on where it stopped</source>
        <translation>Warten Sie eine Weile und starten Sie es noch einmal; es geht weiter, wo es stehen blieb</translation>
    </message>
    <message>
        <source>{0} cannot be reached</source>
        <translation>{0} ist nicht zu erreichen</translation>
    </message>
    <message>
        <source>{0} stopped answering</source>
        <translation>{0} antwortet nicht mehr</translation>
    </message>
    <message>
        <source>the connection to {0} broke</source>
        <translation>die Verbindung zu {0} ist abgebrochen</translation>
    </message>
    <message>
        <source>{0} is asked too often</source>
        <translation>{0} wird zu oft gefragt</translation>
    </message>
    <message>
        <source>{0} is out of order or overloaded</source>
        <translation>{0} ist gestört oder überlastet</translation>
    </message>
    <message>
        <source>{0}; trying again in {1} s</source>
        <translation>{0}; neuer Versuch in {1} s</translation>
    </message>
    <message>
        <source>another program downloads {0}</source>
        <translation>ein anderes Programm lädt {0} herunter</translation>
    </message>
    <message>
        <source>{0} is not given to everybody</source>
        <translation>{0} wird nicht jedem gegeben</translation>
    </message>
    <message>
        <source>accept its licence on its page in the hub, and set HF_TOKEN to a token of yours</source>
        <translation>Stimmen Sie der Lizenz auf der Seite des Modells zu und setzen Sie HF_TOKEN auf Ihr Token</translation>
    </message>
    <message>
        <source>{0} was not given: the server said {1}</source>
        <translation>{0} wurde nicht gegeben: Der Server sagte {1}</translation>
    </message>
    <message>
        <source>try again later</source>
        <translation>Versuchen Sie es später noch einmal</translation>
    </message>
    <message>
        <source>{0} is no longer there</source>
        <translation>{0} ist nicht mehr da</translation>
    </message>
    <message>
        <source>look for a newer version of Quire</source>
        <translation>Sehen Sie nach einer neueren Version von Quire</translation>
    </message>
    <message>
        <source>{0} is offered with {1} bytes, not the {2} it should have</source>
        <translation>{0} wird mit {1} Byte angeboten, nicht mit den {2}, die es haben soll</translation>
    </message>
    <message>
        <source>look for a newer version of Quire, or try another mirror</source>
        <translation>Sehen Sie nach einer neueren Version von Quire, oder nehmen Sie einen anderen Spiegel</translation>
    </message>
    <message>
        <source>try another mirror</source>
        <translation>Nehmen Sie einen anderen Spiegel</translation>
    </message>
    <message>
        <source>{0} arrived twice, and is not the file it should be</source>
        <translation>{0} kam zweimal an und ist nicht die Datei, die es sein soll</translation>
    </message>
    <message>
        <source>nothing of it was kept; try again later, or another mirror</source>
        <translation>Nichts davon wurde aufbewahrt; versuchen Sie es später oder mit einem anderen Spiegel</translation>
    </message>
    <message>
        <source>there is no room for {0}: it takes {1} GB more, {2} GB are free</source>
        <translation>Für {0} ist kein Platz: Es braucht noch {1} GB, {2} GB sind frei</translation>
    </message>
    <message>
        <source>{0} is no address of a GGUF file in the hub</source>
        <translation>{0} ist keine Adresse einer GGUF-Datei</translation>
    </message>
    <message>
        <source>{0} is no address in a model hub</source>
        <translation>{0} ist keine Adresse bei einem Modellanbieter</translation>
    </message>
    <message>
        <source>{0} is not fetched: the connection would not be encrypted</source>
        <translation>{0} wird nicht geholt: Die Verbindung wäre nicht verschlüsselt</translation>
    </message>
    <message>
        <source>use an https address</source>
        <translation>Nehmen Sie eine https-Adresse</translation>
    </message>
    <message>
        <source>{0} is no whole GGUF file</source>
        <translation>{0} ist keine ganze GGUF-Datei</translation>
    </message>
    <message>
        <source>download it again</source>
        <translation>Laden Sie es noch einmal</translation>
    </message>
    <message>
        <source>{0} cannot be loaded</source>
        <translation>{0} kann nicht geladen werden</translation>
    </message>
    <message>
        <source>download it again, or choose another model</source>
        <translation>Laden Sie es noch einmal, oder wählen Sie ein anderes Modell</translation>
    </message>
    <message>
        <source>choose another model</source>
        <translation>Wählen Sie ein anderes Modell</translation>
    </message>
    <message>
        <source>choose a smaller model</source>
        <translation>Wählen Sie ein kleineres Modell</translation>
    </message>
    <message>
        <source>{0} needs about {1} MB of memory, more than this machine has</source>
        <translation>{0} braucht etwa {1} MB Speicher, mehr als dieser Rechner hat</translation>
    </message>
    <message>
        <source>{0} ran out of memory</source>
        <translation>{0} ging der Speicher aus</translation>
    </message>
    <message>
        <source>close other programs or choose a smaller model</source>
        <translation>Schließen Sie andere Programme, oder wählen Sie ein kleineres Modell</translation>
    </message>
    <message>
        <source>{0} did not answer in time</source>
        <translation>{0} antwortete nicht rechtzeitig</translation>
    </message>
    <message>
        <source>{0} ended unexpectedly</source>
        <translation>{0} endete unerwartet</translation>
    </message>
    <message>
        <source>{0} failed on these inputs</source>
        <translation>{0} scheiterte an dieser Eingabe</translation>
    </message>
    <message>
        <source>{0} does not see pictures</source>
        <translation>{0} sieht keine Bilder</translation>
    </message>
    <message>
        <source>choose a model that does</source>
        <translation>Wählen Sie ein Modell, das es kann</translation>
    </message>
    <message>
        <source>{0} is of a kind that can run programs when it is opened, and is not used</source>
        <translation>{0} ist von einer Art, die beim Öffnen Programme ausführen kann, und wird nicht benutzt</translation>
    </message>
    <message>
        <source>get the model as GGUF or safetensors</source>
        <translation>Holen Sie das Modell als GGUF oder safetensors</translation>
    </message>
    <message>
        <source>there is no model in {0} that Quire can run</source>
        <translation>In {0} ist kein Modell, das Quire betreiben kann</translation>
    </message>
    <message>
        <source>{0} is no model that Quire can run</source>
        <translation>{0} ist kein Modell, das Quire betreiben kann</translation>
    </message>
    <message>
        <source>the model host is closed</source>
        <translation>Der Modellprozess ist geschlossen</translation>
    </message>
    <message>
        <source>open the library again</source>
        <translation>Öffnen Sie die Bibliothek noch einmal</translation>
    </message>
    <message>
        <source>the model was stopped as you asked</source>
        <translation>Das Modell wurde auf Ihren Wunsch angehalten</translation>
    </message>
    <message>
        <source>ask again; it starts anew by itself</source>
        <translation>Fragen Sie noch einmal; es startet von selbst neu</translation>
    </message>
    <message>
        <source>the question leaves no room for evidence in the model&apos;s context</source>
        <translation>Die Frage lässt im Kontext des Modells keinen Platz für Belege</translation>
    </message>
    <message>
        <source>A language model turned judge: it reads question and passage together, in many languages.</source>
        <translation>Ein Sprachmodell als Richter: Es liest Frage und Stelle zusammen, in vielen Sprachen.</translation>
    </message>
    <message>
        <source>A proven cross-encoder for many languages; reads whole sections.</source>
        <translation>Ein bewährter Cross-Encoder für viele Sprachen; liest ganze Abschnitte.</translation>
    </message>
    <message>
        <source>As small as the built-in model and better at search; English, passages up to 512 tokens.</source>
        <translation>So klein wie das eingebaute Modell und besser in der Suche; Englisch, Stellen bis 512 Tokens.</translation>
    </message>
    <message>
        <source>Finds photographs by what they show, quickly even on two cores; English, free licence.</source>
        <translation>Findet Fotos nach dem, was sie zeigen, schnell auch auf zwei Kernen; Englisch, freie Lizenz.</translation>
    </message>
    <message>
        <source>For questions that compare and reckon; wants a graphics processor or patience.</source>
        <translation>Für Fragen, die vergleichen und rechnen; braucht einen Grafikprozessor oder Geduld.</translation>
    </message>
    <message>
        <source>Fully open, six European languages, and small enough for 8 GB.</source>
        <translation>Ganz offen, sechs europäische Sprachen und klein genug für 8 GB.</translation>
    </message>
    <message>
        <source>Good prose in 140 languages; a picture costs a fixed 256 tokens.</source>
        <translation>Gute Sätze in 140 Sprachen; ein Bild kostet feste 256 Tokens.</translation>
    </message>
    <message>
        <source>Long passages in a hundred languages under a free licence; wants no instructions.</source>
        <translation>Lange Stellen in hundert Sprachen unter freier Lizenz; braucht keine Anweisungen.</translation>
    </message>
    <message>
        <source>Long passages on a slow machine; English, vectors that may be cut short.</source>
        <translation>Lange Stellen auf einem langsamen Rechner; Englisch, kürzbare Vektoren.</translation>
    </message>
    <message>
        <source>One model for text, tables, charts and scans on a 16 GB laptop.</source>
        <translation>Ein Modell für Text, Tabellen, Diagramme und Scans auf einem Laptop mit 16 GB.</translation>
    </message>
    <message>
        <source>Pictures found by words of many languages, as quick to index as plain CLIP.</source>
        <translation>Bilder mit Wörtern vieler Sprachen finden, so schnell wie schlichtes CLIP.</translation>
    </message>
    <message>
        <source>Plain, well-behaved answers without thinking aloud; widely known.</source>
        <translation>Schlichte, brave Antworten ohne lautes Denken; weit bekannt.</translation>
    </message>
    <message>
        <source>Sees small things and charts at 384 pixels, nine times the work; for graphics processors.</source>
        <translation>Sieht kleine Dinge und Diagramme mit 384 Bildpunkten, neunmal so viel Arbeit; für Grafikprozessoren.</translation>
    </message>
    <message>
        <source>So small that judging is hardly felt; English only.</source>
        <translation>So klein, dass man das Beurteilen kaum merkt; nur Englisch.</translation>
    </message>
    <message>
        <source>Spends few tokens on a picture, so that it sees quickly without a graphics processor.</source>
        <translation>Braucht wenige Tokens je Bild und sieht daher auch ohne Grafikprozessor schnell.</translation>
    </message>
    <message>
        <source>The best answers in text that 8 GB allow; does not think aloud, many languages.</source>
        <translation>Die besten Antworten in Text, die 8 GB erlauben; denkt nicht laut, viele Sprachen.</translation>
    </message>
    <message>
        <source>The best of both, text and pictures, that a large laptop runs; better with a graphics processor.</source>
        <translation>Das Beste für Text und Bilder, was ein großer Laptop betreibt; besser mit Grafikprozessor.</translation>
    </message>
    <message>
        <source>The best of the small ones in a hundred languages; half the work of a 0.6B model.</source>
        <translation>Das beste der kleinen in hundert Sprachen; halb so viel Arbeit wie ein Modell mit 0,6 Mrd.</translation>
    </message>
    <message>
        <source>The quickest to index pictures with; its licence allows research only.</source>
        <translation>Das schnellste für Bilder; seine Lizenz erlaubt nur Forschung.</translation>
    </message>
    <message>
        <source>The smallest model that sees: describes pictures on any machine, reads few words in them.</source>
        <translation>Das kleinste Modell, das sieht: beschreibt Bilder auf jedem Rechner, liest wenige Wörter darin.</translation>
    </message>
    <message>
        <source>The strongest retrieval a laptop indexes with in reasonable time; many languages, vectors that may be cut short.</source>
        <translation>Die stärkste Suche, mit der ein Laptop in vernünftiger Zeit fertig wird; viele Sprachen, kürzbare Vektoren.</translation>
    </message>
    <message>
        <source>Writes and sees in 8 GB: reads tables and charts that its size would not suggest.</source>
        <translation>Schreibt und sieht mit 8 GB: liest Tabellen und Diagramme, die man ihm nicht zutraut.</translation>
    </message>
    <message>
        <source>Writes at once on any machine; fine for short questions, weak at comparing.</source>
        <translation>Schreibt sofort auf jedem Rechner; gut für kurze Fragen, schwach im Vergleichen.</translation>
    </message>
    <message>
        <source>Quire is set to stay offline</source>
        <translation>Quire soll offline bleiben</translation>
    </message>
    <message>
        <source>switch that off under Privacy, then check again</source>
        <translation>schalten Sie das unter „Privatsphäre“ aus und sehen Sie dann noch einmal nach</translation>
    </message>
    <message>
        <source>this copy of Quire does not know where new versions are announced</source>
        <translation>diese Kopie von Quire weiß nicht, wo neue Versionen angekündigt werden</translation>
    </message>
    <message>
        <source>look where you got it from</source>
        <translation>sehen Sie dort nach, woher Sie es haben</translation>
    </message>
    <message>
        <source>{0} does not tell which version is the newest</source>
        <translation>{0} sagt nicht, welche Version die neueste ist</translation>
    </message>
    <message>
        <source>check the network, or try again later</source>
        <translation>prüfen Sie das Netz, oder versuchen Sie es später noch einmal</translation>
    </message>
    <message>
        <source>what {0} answered is no release of Quire</source>
        <translation>was {0} geantwortet hat, ist keine Veröffentlichung von Quire</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>graphics</source>
        <translation>Grafik</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>text embedder</source>
        <translation>Modell für Text</translation>
    </message>
    <message>
        <source>picture embedder</source>
        <translation>Modell für Bilder</translation>
    </message>
    <message>
        <source>reranker</source>
        <translation>Bewertung der Fundstellen</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>model files</source>
        <translation>Modelldateien</translation>
    </message>
    <message>
        <source>only when you ask for it</source>
        <translation>nur, wenn Sie danach fragen</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>inside the package</source>
        <translation>im Paket enthalten</translation>
    </message>
    <message>
        <source>none that models could use</source>
        <translation>keine, die Modelle nutzen könnten</translation>
    </message>
    <message>
        <source>{0} GB, {1} GB free now</source>
        <translation>{0} GB, davon {1} GB jetzt frei</translation>
    </message>
    <message>
        <source>{0} (built-in), {1} dimensions, onnxruntime on the processor</source>
        <translation>{0} (eingebaut), {1} Dimensionen, onnxruntime auf dem Prozessor</translation>
    </message>
    <message>
        <source>built-in (basic): by what they show, roughly, and by their words</source>
        <translation>eingebaut (einfach): grob nach dem, was sie zeigen, und nach ihren Wörtern</translation>
    </message>
    <message>
        <source>built-in: candidates are compared word by word</source>
        <translation>eingebaut: Fundstellen werden Wort für Wort verglichen</translation>
    </message>
    <message>
        <source>extractive: quoted sentences, no language model</source>
        <translation>wörtlich: zitierte Sätze, kein Sprachmodell</translation>
    </message>
    <message>
        <source>not installed; comes with the first model that needs it</source>
        <translation>nicht installiert; kommt mit dem ersten Modell, das es braucht</translation>
    </message>
    <message>
        <source>{0} needs {1}, which is not installed</source>
        <translation>{0} braucht {1}, und das ist nicht installiert</translation>
    </message>
    <message>
        <source>searched for: {0}</source>
        <translation>gesucht wurde: {0}</translation>
    </message>
    <message>
        <source>found by words only: {0} ({1})</source>
        <translation>nur nach Wörtern gefunden: {0} ({1})</translation>
    </message>
    <message>
        <source>found by words only: {0}</source>
        <translation>nur nach Wörtern gefunden: {0}</translation>
    </message>
    <message>
        <source>found by words only, until the library is embedded anew</source>
        <translation>nur nach Wörtern gefunden, bis die Bibliothek neu eingebettet ist</translation>
    </message>
    <message>
        <source>the picture could not be compared by its looks, because {0}</source>
        <translation>das Bild konnte nicht nach seinem Aussehen verglichen werden, denn {0}</translation>
    </message>
    <message>
        <source>the picture was searched by the text in it, because {0}</source>
        <translation>nach dem Bild wurde anhand des Textes darin gesucht, denn {0}</translation>
    </message>
    <message>
        <source>the text in it was searched too</source>
        <translation>auch nach dem Text darin wurde gesucht</translation>
    </message>
    <message>
        <source>the picture holds no text to search by, and {0}</source>
        <translation>das Bild enthält keinen Text, nach dem gesucht werden könnte, und {0}</translation>
    </message>
    <message>
        <source>pictures were not compared by their looks: {0}</source>
        <translation>Bilder wurden nicht nach ihrem Aussehen verglichen: {0}</translation>
    </message>
    <message>
        <source>only the beginning of the question was compared with pictures, which is all the model reads</source>
        <translation>nur der Anfang der Frage wurde mit Bildern verglichen; mehr liest das Modell nicht</translation>
    </message>
    <message>
        <source>{0} of {1} candidates were judged in {2} s</source>
        <translation>{0} von {1} Kandidaten wurden in {2} s beurteilt</translation>
    </message>
    <message>
        <source>reranking stopped: {0}</source>
        <translation>das Neuordnen wurde abgebrochen: {0}</translation>
    </message>
    <message>
        <source>pictures were judged by their words, while {0} writes</source>
        <translation>Bilder wurden nach ihren Wörtern beurteilt, während {0} schreibt</translation>
    </message>
    <message>
        <source>some pictures were judged by their words: looking at one takes {0} s here (search.rerank_budget_s)</source>
        <translation>einige Bilder wurden nach ihren Wörtern beurteilt: eines anzusehen dauert hier {0} s (search.rerank_budget_s)</translation>
    </message>
    <message>
        <source>pictures were judged by their words: {0}</source>
        <translation>Bilder wurden nach ihren Wörtern beurteilt: {0}</translation>
    </message>
    <message>
        <source>your question was sent to {0}, which embedded it</source>
        <translation>Ihre Frage wurde an {0} gesendet und dort eingebettet</translation>
    </message>
    <message>
        <source>your question and the passages found were sent to {0}, which put them in order</source>
        <translation>Ihre Frage und die gefundenen Stellen wurden an {0} gesendet und dort geordnet</translation>
    </message>
    <message>
        <source>this answer was written by {0}: your question and the evidence were sent there</source>
        <translation>diese Antwort hat {0} geschrieben: Ihre Frage und die Belege wurden dorthin gesendet</translation>
    </message>
    <message>
        <source>{0} of {1} pieces of evidence did not fit into what the model may read</source>
        <translation>{0} von {1} Belegen passten nicht in das, was das Modell lesen kann</translation>
    </message>
    <message>
        <source>the model read only the beginning of {0} long pieces of evidence</source>
        <translation>von {0} langen Belegen hat das Modell nur den Anfang gelesen</translation>
    </message>
    <message>
        <source>{0} cannot see the picture of your question</source>
        <translation>{0} kann das Bild zu Ihrer Frage nicht sehen</translation>
    </message>
    <message>
        <source>the picture of your question does not fit into what the model may read</source>
        <translation>das Bild zu Ihrer Frage passt nicht in das, was das Modell lesen kann</translation>
    </message>
    <message>
        <source>{0}; it was told the text in it</source>
        <translation>{0}; der Text darin wurde ihm mitgeteilt</translation>
    </message>
    <message>
        <source>what {0} wrote had no support in what was found, so it is not shown</source>
        <translation>was {0} schrieb, war durch das Gefundene nicht gedeckt und wird nicht gezeigt</translation>
    </message>
    <message>
        <source>{0} found no answer in what was found</source>
        <translation>{0} fand im Gefundenen keine Antwort</translation>
    </message>
    <message>
        <source>what the model read from pictures could not be checked word by word</source>
        <translation>was das Modell aus Bildern las, konnte nicht Wort für Wort geprüft werden</translation>
    </message>
    <message>
        <source>{0} leads to words that give orders to language models; read them with care</source>
        <translation>{0} führt zu Worten, die Sprachmodellen Befehle geben; lesen Sie sie mit Vorsicht</translation>
    </message>
    <message>
        <source>the model began to repeat itself and was stopped</source>
        <translation>das Modell begann sich zu wiederholen und wurde angehalten</translation>
    </message>
    <message>
        <source>the answer reached its greatest length and may break off (answer.max_tokens)</source>
        <translation>die Antwort erreichte ihre größte Länge und bricht vielleicht ab (answer.max_tokens)</translation>
    </message>
    <message>
        <source>quoted instead of written: {0}</source>
        <translation>zitiert statt geschrieben: {0}</translation>
    </message>
    <message>
        <source>quoted without {0}: {1}</source>
        <translation>zitiert ohne {0}: {1}</translation>
    </message>
</context>
<context>
    <name>TroubleCard</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter Password…</source>
        <translation>Kennwort eingeben …</translation>
    </message>
    <message>
        <source>Go On</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>TurnView</name>
    <message>
        <source>Stopped before anything was written.</source>
        <translation>Angehalten, bevor etwas geschrieben war.</translation>
    </message>
    <message>
        <source>Underlined with dots: nothing in your library supports it.</source>
        <translation>Gepunktet unterstrichen: Nichts in Ihrer Bibliothek stützt es.</translation>
    </message>
    <message>
        <source>You stopped it here.</source>
        <translation>Hier haben Sie angehalten.</translation>
    </message>
    <message>
        <source>The answer reached its greatest length.</source>
        <translation>Die Antwort hat ihre größte Länge erreicht.</translation>
    </message>
    <message>
        <source>What came nearest</source>
        <translation>Was am nächsten kam</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nichts wurde gefunden.</translation>
    </message>
    <message>
        <source>No document speaks of {0}.</source>
        <translation>Kein Dokument spricht von {0}.</translation>
    </message>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>{results}, judged by {model}</source>
        <translation>{results}, beurteilt von {model}</translation>
    </message>
    <message>
        <source>Show More</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>Copy answer</source>
        <translation>Antwort kopieren</translation>
    </message>
    <message>
        <source>Copy with sources</source>
        <translation>Mit Quellen kopieren</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Noch einmal fragen</translation>
    </message>
    <message>
        <source>Edit question</source>
        <translation>Frage bearbeiten</translation>
    </message>
    <message>
        <source>Answer copied.</source>
        <translation>Antwort kopiert.</translation>
    </message>
    <message>
        <source>Copied with its sources.</source>
        <translation>Mit Quellen kopiert.</translation>
    </message>
    <message numerus="yes">
        <source>Show all %n places</source>
        <translation>
            <numerusform>%n Stelle zeigen</numerusform>
            <numerusform>Alle %n Stellen zeigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n Stelle</numerusform>
            <numerusform>%n Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>{places} in {documents}</source>
        <translation>{places} in {documents}</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n Dokument</numerusform>
            <numerusform>%n Dokumente</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UpdateCheck</name>
    <message>
        <source>Check for a New Version</source>
        <translation>Nach neuer Version sehen</translation>
    </message>
    <message>
        <source>Asks the page of releases once; nothing is downloaded</source>
        <translation>Fragt die Seite der Veröffentlichungen einmal; nichts wird heruntergeladen</translation>
    </message>
    <message>
        <source>Open the Download Page</source>
        <translation>Seite zum Herunterladen öffnen</translation>
    </message>
    <message>
        <source>Opens the web browser</source>
        <translation>Öffnet den Webbrowser</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt …</translation>
    </message>
    <message>
        <source>You have the newest version.</source>
        <translation>Sie haben die neueste Version.</translation>
    </message>
    <message>
        <source>Version {0} is out.</source>
        <translation>Version {0} ist erschienen.</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Thumbnails and Contents</source>
        <translation>Seitenvorschau und Inhalt</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Go to Page</source>
        <translation>Zu Seite gehen</translation>
    </message>
    <message>
        <source>Smaller Page</source>
        <translation>Seite verkleinern</translation>
    </message>
    <message>
        <source>Larger Page</source>
        <translation>Seite vergrößern</translation>
    </message>
    <message>
        <source>Fit the Width</source>
        <translation>An die Breite anpassen</translation>
    </message>
    <message>
        <source>Fit the Whole Page</source>
        <translation>Ganze Seite zeigen</translation>
    </message>
    <message>
        <source>Natural Size</source>
        <translation>Natürliche Größe</translation>
    </message>
    <message>
        <source>Rotate Clockwise</source>
        <translation>Im Uhrzeigersinn drehen</translation>
    </message>
    <message>
        <source>Show Pages as Printed</source>
        <translation>Seiten wie gedruckt zeigen</translation>
    </message>
    <message>
        <source>Find in This Document</source>
        <translation>In diesem Dokument suchen</translation>
    </message>
    <message>
        <source>Next Match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Previous Match</source>
        <translation>Vorheriger Treffer</translation>
    </message>
    <message>
        <source>Ask About a Part of the Page</source>
        <translation>Zu einem Teil der Seite fragen</translation>
    </message>
    <message>
        <source>Next Evidence</source>
        <translation>Nächster Beleg</translation>
    </message>
    <message>
        <source>Previous Evidence</source>
        <translation>Vorheriger Beleg</translation>
    </message>
    <message>
        <source>Show Where the Picture Fits the Question</source>
        <translation>Zeigen, wo das Bild zur Frage passt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select the Words of This Page</source>
        <translation>Wörter dieser Seite auswählen</translation>
    </message>
    <message>
        <source>Draw Pages Again That Failed</source>
        <translation>Misslungene Seiten neu zeichnen</translation>
    </message>
    <message>
        <source>Arrow keys move the frame, Shift changes its size, Enter takes it.</source>
        <translation>Pfeiltasten bewegen den Rahmen, mit Umschalt ändern sie seine Größe, Enter nimmt ihn.</translation>
    </message>
    <message>
        <source>Drawing page {0}…</source>
        <translation>Seite {0} wird gezeichnet …</translation>
    </message>
    <message>
        <source>Here is what was kept of it.</source>
        <translation>Hier ist, was davon aufbewahrt wurde.</translation>
    </message>
    <message>
        <source>Drag around a figure or a passage, or press an arrow key. Esc stops.</source>
        <translation>Ziehen Sie um eine Abbildung oder eine Stelle, oder drücken Sie eine Pfeiltaste. Esc bricht ab.</translation>
    </message>
</context>
<context>
    <name>ViewerPane</name>
    <message>
        <source>Pages of {title}</source>
        <translation>Seiten von {title}</translation>
    </message>
    <message>
        <source>The original of this document is not where it was. Shown is what the library keeps.</source>
        <translation>Das Original dieses Dokuments ist nicht mehr an seinem Platz. Gezeigt wird, was die Bibliothek aufbewahrt.</translation>
    </message>
    <message>
        <source>{title}, page {n}</source>
        <translation>{title}, Seite {n}</translation>
    </message>
    <message>
        <source>This document is locked. Its password shows its pages.</source>
        <translation>Dieses Dokument ist gesperrt. Sein Kennwort zeigt die Seiten.</translation>
    </message>
    <message>
        <source>Drag around a figure or a passage. The menu key offers figures and the whole page.</source>
        <translation>Ziehen Sie um eine Abbildung oder eine Textstelle. Die Menütaste bietet Abbildungen und die ganze Seite an.</translation>
    </message>
    <message>
        <source>Page {n} of {total}</source>
        <translation>Seite {n} von {total}</translation>
    </message>
    <message>
        <source>{page}, with evidence {labels}</source>
        <translation>{page}, mit Beleg {labels}</translation>
    </message>
</context>
<context>
    <name>ViewerToolbar</name>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>A page number, or the label printed on the page</source>
        <translation>Eine Seitenzahl oder die auf der Seite gedruckte Bezeichnung</translation>
    </message>
    <message>
        <source>Page {n}, printed {label}</source>
        <translation>Seite {n}, gedruckt {label}</translation>
    </message>
    <message>
        <source>of {n}</source>
        <translation>von {n}</translation>
    </message>
    <message>
        <source>({n} of {total})</source>
        <translation>({n} von {total})</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>Zoom, {n} percent</source>
        <translation>Vergrößerung, {n} Prozent</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Vergrößerung</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>There is no page {label}.</source>
        <translation>Es gibt keine Seite {label}.</translation>
    </message>
</context>
<context>
    <name>WatchedFolders</name>
    <message numerus="yes">
        <source>%n moved file(s) found again.</source>
        <translation>
            <numerusform>%n verschobene Datei wiedergefunden.</numerusform>
            <numerusform>%n verschobene Dateien wiedergefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) missing; what was read of them stays.</source>
        <translation>
            <numerusform>%n Datei fehlt; was von ihr gelesen wurde, bleibt.</numerusform>
            <numerusform>%n Dateien fehlen; was von ihnen gelesen wurde, bleibt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchingPage</name>
    <message>
        <source>What is new or changed in these folders is read by itself, now and while Quire runs. A file that was moved is found again; nothing leaves your library because its file is gone.</source>
        <translation>Was in diesen Ordnern neu oder geändert ist, wird von selbst gelesen, jetzt und solange Quire läuft. Eine verschobene Datei wird wiedergefunden; nichts verlässt Ihre Bibliothek, weil seine Datei fehlt.</translation>
    </message>
    <message>
        <source>Watch a Folder…</source>
        <translation>Ordner beobachten …</translation>
    </message>
    <message>
        <source>Look Now</source>
        <translation>Jetzt nachsehen</translation>
    </message>
    <message>
        <source>Looks at all folders that are not paused</source>
        <translation>Sieht in allen Ordnern nach, die nicht angehalten sind</translation>
    </message>
    <message>
        <source>No library is open.</source>
        <translation>Es ist keine Bibliothek geöffnet.</translation>
    </message>
    <message>
        <source>Folder to watch</source>
        <translation>Ordner, der beobachtet wird</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sieht nach …</translation>
    </message>
    <message>
        <source>No folder is watched yet.</source>
        <translation>Noch wird kein Ordner beobachtet.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Ask your own papers and pictures</source>
        <translation>Fragen Sie Ihre eigenen Papiere und Bilder</translation>
    </message>
    <message>
        <source>Drop PDFs, e-books, scans and photographs anywhere on this window.</source>
        <translation>Legen Sie PDFs, E-Books, Scans und Fotos irgendwo auf diesem Fenster ab.</translation>
    </message>
    <message>
        <source>Ask in your own words, or with a picture.</source>
        <translation>Fragen Sie mit eigenen Worten oder mit einem Bild.</translation>
    </message>
    <message>
        <source>Every sentence of an answer leads to the place on the page it came from.</source>
        <translation>Jeder Satz einer Antwort führt zu der Stelle auf der Seite, von der er stammt.</translation>
    </message>
    <message>
        <source>Adding the sample documents</source>
        <translation>Die Beispieldokumente werden hinzugefügt</translation>
    </message>
    <message>
        <source>What is built in</source>
        <translation>Was eingebaut ist</translation>
    </message>
    <message>
        <source>Search by words and by meaning, text recognition for scans, tables and figures, and answers quoted word for word from your documents. It needs no account and no download, and nothing leaves this machine.</source>
        <translation>Suche nach Wörtern und nach Bedeutung, Texterkennung für Scans, Tabellen und Abbildungen, und Antworten, die wörtlich aus Ihren Dokumenten zitiert sind. Ohne Konto, ohne Herunterladen, und nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>What it cannot do: write answers in its own words, or see more than the rough subject of a photograph. Larger models can. They run on this machine too, and two clicks bring those that suit it.</source>
        <translation>Was damit nicht geht: Antworten in eigenen Worten schreiben oder auf einem Foto mehr als das grobe Motiv erkennen. Größere Modelle können das. Auch sie laufen auf diesem Rechner, und zwei Klicks holen die, die zu ihm passen.</translation>
    </message>
    <message>
        <source>Get Better Models…</source>
        <translation>Bessere Modelle holen …</translation>
    </message>
    <message>
        <source>Shows size and licences before anything is downloaded</source>
        <translation>Zeigt Größe und Lizenzen, bevor etwas heruntergeladen wird</translation>
    </message>
    <message>
        <source>Try It with the Sample Documents</source>
        <translation>Mit den Beispielen ausprobieren</translation>
    </message>
    <message>
        <source>Adds ten small documents and asks a first question</source>
        <translation>Fügt zehn kleine Dokumente hinzu und stellt eine erste Frage</translation>
    </message>
    <message>
        <source>Add Your Own…</source>
        <translation>Eigene hinzufügen …</translation>
    </message>
    <message>
        <source>To the Conversation</source>
        <translation>Zum Gespräch</translation>
    </message>
    <message>
        <source>Reading the sample documents on this machine; this takes some seconds.</source>
        <translation>Die Beispieldokumente werden auf diesem Rechner gelesen; das dauert einige Sekunden.</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Documents and pictures</source>
        <translation>Dokumente und Bilder</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Folder of the library</source>
        <translation>Ordner der Bibliothek</translation>
    </message>
    <message>
        <source>The clipboard holds no files and no picture.</source>
        <translation>Die Zwischenablage enthält weder Dateien noch ein Bild.</translation>
    </message>
    <message>
        <source>Text size {n} %</source>
        <translation>Textgröße {n} %</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
</context>
<context>
    <name>Working</name>
    <message>
        <source>Waiting…</source>
        <translation>Wartet …</translation>
    </message>
    <message>
        <source>Searching your documents…</source>
        <translation>Ihre Dokumente werden durchsucht …</translation>
    </message>
    <message>
        <source>Judging what was found…</source>
        <translation>Gefundenes wird beurteilt …</translation>
    </message>
    <message>
        <source>Reading what was found…</source>
        <translation>Das Gefundene wird gelesen …</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Arbeitet …</translation>
    </message>
    <message>
        <source>{what} {seconds} s</source>
        <translation>{what} {seconds} s</translation>
    </message>
</context>
<context>
    <name>_ExampleButton</name>
    <message>
        <source>Search for this</source>
        <translation>Danach suchen</translation>
    </message>
    <message>
        <source>Ask this</source>
        <translation>Dies fragen</translation>
    </message>
</context>
<context>
    <name>_Message</name>
    <message>
        <source>Close message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>_OfferCard</name>
    <message>
        <source>Licence: {0}</source>
        <translation>Lizenz: {0}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are in the cache of Hugging Face on this machine and used where they lie.</source>
        <translation>
            <numerusform>%n Datei liegt im Zwischenspeicher von Hugging Face auf diesem Rechner und wird dort benutzt.</numerusform>
            <numerusform>%n Dateien liegen im Zwischenspeicher von Hugging Face auf diesem Rechner und werden dort benutzt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Work</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird beendet …</translation>
    </message>
    <message>
        <source>{work}: paused</source>
        <translation>{work}: angehalten</translation>
    </message>
    <message numerus="yes">
        <source>(and %n more)</source>
        <translation>
            <numerusform>(und %n weitere)</numerusform>
            <numerusform>(und %n weitere)</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
</context>
</TS>

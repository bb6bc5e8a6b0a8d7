<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Adding</name>
    <message numerus="yes">
        <source>%n file(s) of the folder are of kinds Quire does not read ({kinds}).</source>
        <translation>
            <numerusform>%n file of the folder is of a kind Quire does not read ({kinds}).</numerusform>
            <numerusform>%n files of the folder are of kinds Quire does not read ({kinds}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unchanged</source>
        <translation>
            <numerusform>%n unchanged</numerusform>
            <numerusform>%n unchanged</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n updated</source>
        <translation>
            <numerusform>%n updated</numerusform>
            <numerusform>%n updated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added with problems</source>
        <translation>
            <numerusform>%n added with problems</numerusform>
            <numerusform>%n added with problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AddingPanel</name>
    <message numerus="yes">
        <source>Paused, %n file(s) left</source>
        <translation>
            <numerusform>Paused, %n file left</numerusform>
            <numerusform>Paused, %n files left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Adding %n file(s)</source>
        <translation>
            <numerusform>Adding %n file</numerusform>
            <numerusform>Adding %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be added</source>
        <translation>
            <numerusform>%n file could not be added</numerusform>
            <numerusform>%n files could not be added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) left out</source>
        <translation>
            <numerusform>%n file left out</numerusform>
            <numerusform>%n files left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more file(s) for other reasons</source>
        <translation>
            <numerusform>and %n more file for other reasons</numerusform>
            <numerusform>and %n more files for other reasons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message numerus="yes">
        <source>Nothing in your library supports %n sentence(s):</source>
        <translation>
            <numerusform>Nothing in your library supports %n sentence:</numerusform>
            <numerusform>Nothing in your library supports %n sentences:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Changes</name>
    <message numerus="yes">
        <source>Removed %n document(s)</source>
        <translation>
            <numerusform>Removed %n document</numerusform>
            <numerusform>Removed %n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more original(s) were found beside it.</source>
        <translation>
            <numerusform>%n more original was found beside it.</numerusform>
            <numerusform>%n more originals were found beside it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Took %n document(s) out of “{name}”</source>
        <translation>
            <numerusform>Took %n document out of “{name}”</numerusform>
            <numerusform>Took %n documents out of “{name}”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConversationPane</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConversationsModel</name>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n passage</numerusform>
            <numerusform>%n passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n figure(s)</source>
        <translation>
            <numerusform>%n figure</numerusform>
            <numerusform>%n figures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message numerus="yes">
        <source>%n download(s) were interrupted.</source>
        <translation>
            <numerusform>%n download was interrupted.</numerusform>
            <numerusform>%n downloads were interrupted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DropOverlay</name>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files and folders</source>
        <translation>
            <numerusform>%n file or folder</numerusform>
            <numerusform>%n files and folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmbedderSwitch</name>
    <message numerus="yes">
        <source>%n document(s) could not be embedded anew.</source>
        <translation>
            <numerusform>%n document could not be embedded anew.</numerusform>
            <numerusform>%n documents could not be embedded anew.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The library is embedded anew: %n document(s).</source>
        <translation>
            <numerusform>The library is embedded anew: %n document.</numerusform>
            <numerusform>The library is embedded anew: %n documents.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderCard</name>
    <message numerus="yes">
        <source>%n file(s) in step</source>
        <translation>
            <numerusform>%n file in step</numerusform>
            <numerusform>%n files in step</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still being written</source>
        <translation>
            <numerusform>%n still being written</numerusform>
            <numerusform>%n still being written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not read</source>
        <translation>
            <numerusform>%n not read</numerusform>
            <numerusform>%n not read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NothingFound</name>
    <message numerus="yes">
        <source>%n document(s) are still being read; ask again when they are ready.</source>
        <translation>
            <numerusform>%n document is still being read; ask again when it is ready.</numerusform>
            <numerusform>%n documents are still being read; ask again when they are ready.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message numerus="yes">
        <source>%n more file(s) are too; the password is tried on all of them.</source>
        <translation>
            <numerusform>%n more file is too; the password is tried on both.</numerusform>
            <numerusform>%n more files are too; the password is tried on all of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PluginMenu</name>
    <message numerus="yes">
        <source>The plugin {0} held the window up for %n second(s), in {1}.</source>
        <translation>
            <numerusform>The plugin {0} held the window up for %n second, in {1}.</numerusform>
            <numerusform>The plugin {0} held the window up for %n seconds, in {1}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuestionBox</name>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScopeLine</name>
    <message numerus="yes">
        <source>Asking only these %n documents</source>
        <translation>
            <numerusform>Asking only this %n document</numerusform>
            <numerusform>Asking only these %n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message numerus="yes">
        <source>%n problem(s): </source>
        <translation>
            <numerusform>%n problem: </numerusform>
            <numerusform>%n problems: </numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TroubleCard</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TurnView</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %n places</source>
        <translation>
            <numerusform>Show %n place</numerusform>
            <numerusform>Show all %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n document</numerusform>
            <numerusform>%n documents</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WatchedFolders</name>
    <message numerus="yes">
        <source>%n moved file(s) found again.</source>
        <translation>
            <numerusform>%n moved file found again.</numerusform>
            <numerusform>%n moved files found again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) missing; what was read of them stays.</source>
        <translation>
            <numerusform>%n file missing; what was read of it stays.</numerusform>
            <numerusform>%n files missing; what was read of them stays.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_OfferCard</name>
    <message numerus="yes">
        <source>%n file(s) are in the cache of Hugging Face on this machine and used where they lie.</source>
        <translation>
            <numerusform>%n file is in the cache of Hugging Face on this machine and used where it lies.</numerusform>
            <numerusform>%n files are in the cache of Hugging Face on this machine and used where they lie.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Work</name>
    <message numerus="yes">
        <source>(and %n more)</source>
        <translation>
            <numerusform>(and %n more)</numerusform>
            <numerusform>(and %n more)</numerusform>
        </translation>
    </message>
</context>
</TS>

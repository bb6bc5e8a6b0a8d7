# How llama.cpp is compiled for machines other than this one. CMake reads it in the build of llama-cpp-python, because
# installer/build.sh sets CMAKE_PROJECT_llama_cpp_INCLUDE; plain variables win over what its own files force.
set(GGML_NATIVE OFF)            # no instruction of this machine's is baked in …
set(GGML_BACKEND_DL ON)         # … the code for the processor is a library of its own …
set(GGML_CPU_ALL_VARIANTS ON)   # … one for each generation since x86-64; models/llama/weights.py has the best one loaded
set(CMAKE_INSTALL_BINDIR llama_cpp/lib)  # beside libggml, not in the environment's bin/
set(CMAKE_INSTALL_RPATH "$ORIGIN")
set(LLAMA_BUILD_COMMON OFF)     # for its command line tools only; a quarter of the compiling
